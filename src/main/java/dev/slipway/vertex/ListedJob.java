package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.protobuf.Timestamp;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.vertex.schema.Shapes;
import java.time.Instant;
import java.util.Optional;

/** A custom job as Vertex AI lists it, in our terms. */
final class ListedJob {

  private ListedJob() {}

  static Job of(CustomJob job) {
    return new Job(
        job.getName(),
        state(job.getState()),
        lastSegment(job.getJobSpec().getPersistentResourceId()),
        job.getJobSpec().getWorkerPoolSpecsList().stream()
            .filter(pool -> !Shapes.isSkipped(pool))
            .map(Shapes::demandOf)
            .toList(),
        instant(job.getCreateTime()),
        job.hasStartTime() ? Optional.of(instant(job.getStartTime())) : Optional.empty(),
        job.getLabelsOrDefault(Jobs.SUBMISSION_LABEL, ""),
        job.getLabelsOrDefault(Jobs.ATTEMPT_LABEL, ""),
        job.getError().getMessage());
  }

  /** Empty when it is not given, or of a later version of the API. */
  static Optional<State> state(com.google.cloud.aiplatform.v1.JobState state) {
    return switch (state) {
      case JOB_STATE_QUEUED -> Optional.of(State.QUEUED);
      case JOB_STATE_PENDING -> Optional.of(State.PENDING);
      case JOB_STATE_RUNNING -> Optional.of(State.RUNNING);
      case JOB_STATE_SUCCEEDED -> Optional.of(State.SUCCEEDED);
      case JOB_STATE_FAILED -> Optional.of(State.FAILED);
      case JOB_STATE_CANCELLING -> Optional.of(State.CANCELLING);
      case JOB_STATE_CANCELLED -> Optional.of(State.CANCELLED);
      case JOB_STATE_PAUSED -> Optional.of(State.PAUSED);
      case JOB_STATE_EXPIRED -> Optional.of(State.EXPIRED);
      case JOB_STATE_UPDATING -> Optional.of(State.UPDATING);
      case JOB_STATE_PARTIALLY_SUCCEEDED -> Optional.of(State.PARTIALLY_SUCCEEDED);
      case JOB_STATE_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
    };
  }

  /** The field holds an ID by its description, but nothing says that nobody gets a name through. */
  private static String lastSegment(String idOrName) {
    return idOrName.substring(idOrName.lastIndexOf('/') + 1);
  }

  /** A time of the API; the epoch where it has none. */
  static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
