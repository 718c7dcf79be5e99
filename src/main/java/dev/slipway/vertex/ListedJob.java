package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.protobuf.Timestamp;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.JobState;
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

  static JobState state(com.google.cloud.aiplatform.v1.JobState state) {
    return switch (state) {
      case JOB_STATE_QUEUED -> JobState.QUEUED;
      case JOB_STATE_PENDING -> JobState.PENDING;
      case JOB_STATE_RUNNING -> JobState.RUNNING;
      case JOB_STATE_SUCCEEDED -> JobState.SUCCEEDED;
      case JOB_STATE_FAILED -> JobState.FAILED;
      case JOB_STATE_CANCELLING -> JobState.CANCELLING;
      case JOB_STATE_CANCELLED -> JobState.CANCELLED;
      case JOB_STATE_PAUSED -> JobState.PAUSED;
      case JOB_STATE_EXPIRED -> JobState.EXPIRED;
      case JOB_STATE_UPDATING -> JobState.UPDATING;
      case JOB_STATE_PARTIALLY_SUCCEEDED -> JobState.PARTIALLY_SUCCEEDED;
      case JOB_STATE_UNSPECIFIED, UNRECOGNIZED -> JobState.UNKNOWN;
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
