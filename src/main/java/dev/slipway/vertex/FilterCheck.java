package dev.slipway.vertex;

import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import com.google.cloud.aiplatform.v1.LocationName;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Sends the filters that jobs are listed by, to learn whether Vertex AI takes them. */
public final class FilterCheck {

  /** Of the form of all that Slipway makes. */
  private static final String ID = "0a".repeat(16);

  /**
   * What came back for one filter.
   *
   * @param jobs which jobs it is for, such as {@code jobs that are not over}
   * @param filter as it was sent
   * @param refusal why Vertex AI does not take it, in its own words; empty when it does
   */
  public record FilterAnswer(String jobs, String filter, String refusal) {}

  private final VertexClients clients;
  private final String parent;

  /**
   * @param clients whoever made them closes them
   * @param project ID or number
   * @param location such as {@code us-central1}
   */
  public FilterCheck(VertexClients clients, String project, String location) {
    this.clients = clients;
    this.parent = LocationName.format(project, location);
  }

  /**
   * Sends each filter once, for one job.
   *
   * @param now what time it is
   * @return an answer for each of Slipway's filters
   * @throws VertexCallException when one is neither taken nor refused
   */
  public List<FilterAnswer> answers(Instant now) {
    return queries(now).map(this::answer).toList();
  }

  /** One of each kind. */
  static Stream<JobQuery> queries(Instant now) {
    return Stream.of(JobQuery.alive(now), JobQuery.launchedSince(now), JobQuery.ofAttempt(ID, ID));
  }

  private FilterAnswer answer(JobQuery query) {
    String filter = query.wanted().text();
    ListCustomJobsRequest request =
        ListCustomJobsRequest.newBuilder()
            .setParent(parent)
            .setFilter(filter)
            .setPageSize(1)
            .build();
    try {
      var unused =
          ApiErrors.of(
              "a custom job of " + parent + " with " + filter,
              () -> clients.jobs().listCustomJobsCallable().call(request));
      return new FilterAnswer(jobs(query.kind()), filter, "");
    } catch (VertexCallException e) {
      if (e.getCause() instanceof InvalidArgumentException refusal) {
        return new FilterAnswer(jobs(query.kind()), filter, ApiErrors.message(refusal));
      }
      throw e;
    }
  }

  private static String jobs(JobQuery.QueryKind kind) {
    return switch (kind) {
      case ALIVE -> "jobs that are not over";
      case LAUNCHED_SINCE -> "jobs that Slipway launched since a time";
      case OF_ATTEMPT -> "the jobs of one launch";
    };
  }
}
