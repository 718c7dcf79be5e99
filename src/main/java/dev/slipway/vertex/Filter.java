package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobState;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * A condition on custom jobs: in the API's words, and as a predicate for when Vertex AI does not
 * take these. Each part is written both ways in one place, so that they select the same jobs.
 *
 * <p>Fields and operators: <a
 * href="https://github.com/googleapis/googleapis/blob/master/google/cloud/aiplatform/v1/job_service.proto">job_service.proto</a>,
 * ListCustomJobsRequest.filter. Its examples quote states, names and times, and do not quote
 * labels. <a href="https://google.aip.dev/160">AIP-160</a> allows quotes around every value. Here
 * every value has them: most submission IDs contain digits and letters, and no source says which of
 * these Vertex AI takes without quotes.
 *
 * @param text the filter; empty for all jobs
 * @param meaning what a job must satisfy
 */
record Filter(String text, Predicate<CustomJob> meaning) {

  /** Every job. */
  static final Filter ALL = new Filter("", job -> true);

  /** Jobs in any other state, also in one that only a later API knows. */
  static Filter stateIsNot(JobState state) {
    return new Filter("state!=" + quoted(state), job -> job.getState() != state);
  }

  /** Jobs that have a label, whatever its value. */
  static Filter hasLabel(String key) {
    return new Filter("labels." + key + ":*", job -> job.containsLabels(key));
  }

  /**
   * Jobs that have a label with a value.
   *
   * @param value as labels may have: lower-case letters, digits, {@code _} and {@code -}
   */
  static Filter labelIs(String key, String value) {
    return new Filter(
        "labels." + key + "=" + quoted(value),
        job -> job.containsLabels(key) && job.getLabelsOrThrow(key).equals(value));
  }

  /** Jobs created at that time or later. */
  static Filter createdSince(Instant time) {
    return new Filter(
        "create_time>=" + quoted(time),
        job -> !ListedJob.instant(job.getCreateTime()).isBefore(time));
  }

  /** Jobs that satisfy both. */
  Filter and(Filter other) {
    return new Filter(
        text.isEmpty() ? other.text : text + " AND " + other.text, meaning.and(other.meaning));
  }

  private static String quoted(Object value) {
    return "\"" + value + "\"";
  }
}
