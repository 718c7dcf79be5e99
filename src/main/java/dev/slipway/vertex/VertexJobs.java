package dev.slipway.vertex;

import com.google.api.gax.grpc.GrpcCallContext;
import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.FailedPreconditionException;
import com.google.cloud.aiplatform.v1.CancelCustomJobRequest;
import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.GetCustomJobRequest;
import com.google.cloud.aiplatform.v1.LocationName;
import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.Log;
import dev.slipway.problem.Problem;
import dev.slipway.vertex.schema.SchemaWalk;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Custom jobs of one project and location of Vertex AI; remembers which filters it refuses. */
public final class VertexJobs implements Jobs {

  private final VertexClients clients;
  private final String parent;
  private final InstantSource clock;
  private final JobLists lists;

  /**
   * @param clients whoever made them closes them
   * @param project ID or number
   * @param location such as {@code us-central1}
   * @param clock what time it is
   * @param log is told once when Vertex AI refuses a filter
   */
  public VertexJobs(
      VertexClients clients, String project, String location, InstantSource clock, Log log) {
    this.clients = clients;
    this.parent = LocationName.format(project, location);
    this.clock = clock;
    this.lists = new JobLists(clients, parent, log);
  }

  @Override
  public List<Job> alive() {
    return lists.list(JobQuery.alive(clock.instant()));
  }

  @Override
  public List<Job> launchedSince(Instant created) {
    return lists.list(JobQuery.launchedSince(created));
  }

  @Override
  public List<Job> ofAttempt(String submission, String attempt) {
    return lists.list(JobQuery.ofAttempt(submission, attempt));
  }

  @Override
  public Optional<Job> find(String name) {
    GetCustomJobRequest request = GetCustomJobRequest.newBuilder().setName(name).build();
    return ApiErrors.ifThere(name, () -> clients.jobs().getCustomJobCallable().call(request))
        .map(ListedJob::of);
  }

  @Override
  public Draft draft(CreateRequest request) {
    SchemaWalk.Walked walked = SchemaWalk.walk(request.document(), CustomJob.getDescriptor());
    if (!walked.problems().isEmpty()) {
      return deadline -> unsendable(walked.problems());
    }
    CustomJob job = CustomJobs.forLaunch(CustomJobs.read(walked.taken()), request);
    return deadline -> create(job, deadline);
  }

  private Creation create(CustomJob job, Duration deadline) {
    if (deadline.isZero() || deadline.isNegative()) {
      // gax would take it as: no deadline.
      throw new IllegalArgumentException("a deadline must be longer than " + deadline);
    }
    CreateCustomJobRequest request =
        CreateCustomJobRequest.newBuilder().setParent(parent).setCustomJob(job).build();
    try {
      CustomJob created =
          clients
              .jobs()
              .createCustomJobCallable()
              .call(request, GrpcCallContext.createDefault().withTimeoutDuration(deadline));
      return created.getName().isEmpty()
          ? new Creation.Unknown("OK", "the job that came back has no name")
          : new Creation.Created(
              created.getName(), ListedJob.state(created.getState()).orElse(State.QUEUED));
    } catch (ApiException e) {
      return Refusals.of(e, job.getJobSpec().getServiceAccount());
    } catch (RuntimeException e) {
      // Whatever it is, the request may have been sent.
      return new Creation.Unknown("UNKNOWN", e.toString());
    }
  }

  /**
   * The spec was taken when it came; a version of Slipway with an older schema would find it wrong
   * now. Nothing is sent.
   */
  private static Creation unsendable(List<Problem> problems) {
    return new Creation.Refused(
        Creation.Refusal.FOR_GOOD,
        "INVALID_ARGUMENT",
        "not sent, as the API's schema does not take it: "
            + problems.stream()
                .map(problem -> problem.code() + " at " + problem.where())
                .collect(Collectors.joining(", ")));
  }

  @Override
  public void cancel(String name) {
    CancelCustomJobRequest request = CancelCustomJobRequest.newBuilder().setName(name).build();
    ApiErrors.ifThere("the end of " + name, () -> cancelled(request));
  }

  /** That a job which is over answers so is our inference. */
  private boolean cancelled(CancelCustomJobRequest request) {
    try {
      clients.jobs().cancelCustomJobCallable().call(request);
      return true;
    } catch (FailedPreconditionException e) {
      return false;
    }
  }
}
