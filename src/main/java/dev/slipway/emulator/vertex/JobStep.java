package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.JobState;
import java.time.Instant;
import java.util.List;

/**
 * A change of state that lies ahead of a job.
 *
 * @param at when it takes effect
 * @param to the state entered
 */
record JobStep(Instant at, JobState to) {

  /** All that lies ahead of a job just created, if nobody interferes. */
  static List<JobStep> ahead(Instant created, JobScript script, JobPace pace) {
    Instant pending = created.plus(pace.scaled(pace.queuedFor()));
    Instant running = pending.plus(pace.scaled(pace.pendingFor()));
    Instant end = running.plus(pace.scaled(script.runFor().orElse(pace.runFor())));
    return List.of(
        new JobStep(pending, JobState.JOB_STATE_PENDING),
        new JobStep(running, JobState.JOB_STATE_RUNNING),
        new JobStep(end, script.outcome()));
  }
}
