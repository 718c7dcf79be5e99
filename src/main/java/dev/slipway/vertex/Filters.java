package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.JobState;
import dev.slipway.dispatch.Jobs;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Filters for listing custom jobs (google/cloud/aiplatform/v1/job_service.proto,
 * ListCustomJobsRequest.filter).
 */
final class Filters {

  /** Every state but those that end a job, so that states of a later API are included. */
  static final String ALIVE =
      Arrays.stream(JobState.values())
          .filter(state -> ListedJob.state(state).isOver())
          .map(state -> "state!=\"" + state + "\"")
          .collect(Collectors.joining(" AND "));

  private Filters() {}

  /** Jobs of ours created at that time or later. */
  static String launchedSince(Instant created) {
    return "labels." + Jobs.SUBMISSION_LABEL + ":* AND create_time>=\"" + created + "\"";
  }

  /** The jobs of one attempt. */
  static String ofAttempt(String submission, String attempt) {
    return "labels.%s=%s AND labels.%s=%s"
        .formatted(Jobs.SUBMISSION_LABEL, submission, Jobs.ATTEMPT_LABEL, attempt);
  }
}
