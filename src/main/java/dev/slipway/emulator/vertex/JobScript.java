package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.JobState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a job's labels tell the emulator to do with it.
 *
 * @param outcome the state it ends in unless it is cancelled: SUCCEEDED or FAILED
 * @param runFor how long it runs at speed 1; absent means the pace's default
 */
record JobScript(JobState outcome, Optional<Duration> runFor) {

  /** How the job ends: {@code succeeded}, the default, or {@code failed}. */
  static final String OUTCOME = "emulator-outcome";

  /** How many seconds it runs at speed 1: a whole number of at most nine digits. */
  static final String SECONDS = "emulator-seconds";

  /** Reads the labels; what cannot be read is added to the errors. */
  static JobScript parse(Map<String, String> labels, FieldErrors errors) {
    return new JobScript(outcome(labels, errors), runFor(labels, errors));
  }

  private static JobState outcome(Map<String, String> labels, FieldErrors errors) {
    String outcome = labels.getOrDefault(OUTCOME, "succeeded");
    if (outcome.equals("failed")) {
      return JobState.JOB_STATE_FAILED;
    }
    if (!outcome.equals("succeeded")) {
      errors.add(
          "labels." + OUTCOME,
          "'%s' is unknown to the emulator; write 'succeeded' or 'failed'.".formatted(outcome));
    }
    return JobState.JOB_STATE_SUCCEEDED;
  }

  private static Optional<Duration> runFor(Map<String, String> labels, FieldErrors errors) {
    String seconds = labels.get(SECONDS);
    if (seconds == null) {
      return Optional.empty();
    }
    if (!seconds.matches("[0-9]{1,9}")) {
      errors.add(
          "labels." + SECONDS,
          "'%s' is no whole number of seconds of at most nine digits.".formatted(seconds));
      return Optional.empty();
    }
    return Optional.of(Duration.ofSeconds(Long.parseLong(seconds)));
  }
}
