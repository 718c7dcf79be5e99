package dev.slipway.vertex;

import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.cloud.aiplatform.v1.JobServiceClient.ListCustomJobsPagedResponse;
import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;

/**
 * Lists custom jobs by filters, and without them where Vertex AI refuses them: no source says in
 * full which filters it takes, and a queue that sees no jobs launches none.
 */
final class JobLists {

  /** As many as gcloud asks for at once; the API's own limit is not documented. */
  private static final int PAGE_SIZE = 100;

  private final VertexClients clients;
  private final String parent;
  private final Log log;
  private final Map<JobQuery.QueryKind, Integer> refused = new ConcurrentHashMap<>();
  private final AtomicBoolean isWarned = new AtomicBoolean();

  /**
   * @param parent the project and location, as resource names have them
   * @param log is told once when a filter is refused
   */
  JobLists(VertexClients clients, String parent, Log log) {
    this.clients = clients;
    this.parent = parent;
    this.log = log;
  }

  /**
   * The jobs that a query wants. What Vertex AI refuses is not sent again.
   *
   * @throws VertexCallException when they cannot be listed
   */
  List<Job> list(JobQuery query) {
    List<Filter> ways = query.ways();
    int way = refused.getOrDefault(query.kind(), 0);
    try {
      return jobs(query, ways.get(way));
    } catch (RefusedFilter refusal) {
      for (int next = way + 1; next < ways.size(); next++) {
        Optional<List<Job>> listed = instead(query, ways.get(next), next);
        if (listed.isPresent()) {
          warn(refusal, ways.get(next));
          return listed.get();
        }
      }
      // Without a filter it says the same: something else is wrong.
      throw new VertexCallException(what(ways.get(way)), refusal.cause);
    }
  }

  private Optional<List<Job>> instead(JobQuery query, Filter filter, int way) {
    try {
      List<Job> listed = jobs(query, filter);
      refused.merge(query.kind(), way, Math::max);
      return Optional.of(listed);
    } catch (RefusedFilter e) {
      return Optional.empty();
    }
  }

  private List<Job> jobs(JobQuery query, Filter filter) throws RefusedFilter {
    ListCustomJobsPagedResponse pages = firstPage(filter);
    return ApiErrors.of(
        what(filter),
        () ->
            StreamSupport.stream(pages.iterateAll().spliterator(), false)
                .filter(query.wanted().meaning())
                .map(ListedJob::of)
                .toList());
  }

  /** A filter is judged before the first page comes; later ones may fail for their token. */
  private ListCustomJobsPagedResponse firstPage(Filter filter) throws RefusedFilter {
    ListCustomJobsRequest request =
        ListCustomJobsRequest.newBuilder()
            .setParent(parent)
            .setFilter(filter.text())
            .setPageSize(PAGE_SIZE)
            .build();
    try {
      return ApiErrors.of(
          what(filter), () -> clients.jobs().listCustomJobsPagedCallable().call(request));
    } catch (VertexCallException e) {
      if (e.getCause() instanceof InvalidArgumentException invalid) {
        throw new RefusedFilter(filter, invalid);
      }
      throw e;
    }
  }

  private String what(Filter filter) {
    String all = "the custom jobs of " + parent;
    return filter.text().isEmpty() ? all : all + " with " + filter.text();
  }

  private void warn(RefusedFilter refusal, Filter instead) {
    if (isWarned.compareAndSet(false, true)) {
      String message =
          "Vertex AI refused the filter "
              + refusal.filter.text()
              + " with INVALID_ARGUMENT: "
              + ApiErrors.message(refusal.cause)
              + "; jobs are now listed "
              + (instead.text().isEmpty() ? "without a filter" : "with " + instead.text())
              + " and filtered here, which takes more calls. Run 'slipway doctor' and report what"
              + " it says about filters.";
      log.write(Log.Entry.of(Log.Severity.WARNING, LogEvent.FILTER_REFUSED, message));
    }
  }

  /** Vertex AI called a request with a filter invalid. */
  private static final class RefusedFilter extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Filter filter;
    private final InvalidArgumentException cause;

    RefusedFilter(Filter filter, InvalidArgumentException cause) {
      super(cause);
      this.filter = filter;
      this.cause = cause;
    }
  }
}
