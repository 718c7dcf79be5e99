package dev.slipway.dispatch.model;

import dev.slipway.policy.Team;
import java.time.Duration;

/**
 * How Slipway behaves; design and defaults stand with the environment variables of the same names.
 *
 * @param defaultResource persistent resource of specs that name none; empty for none
 * @param rejectWhenFull whether what does not fit now is rejected instead of waiting
 * @param waitAtMost how long after its arrival a spec may wait for its launch; time in which
 *     launching was paused does not count
 * @param takeAtMost how long after its upload a spec is still taken
 * @param launchGrace how long a launch of unknown outcome is looked for
 * @param holdWhenUnknown whether such a launch then waits for a person instead of being tried again
 * @param usageLag how long a running job may be missing from Vertex AI's own count
 * @param cancelOnDelete whether deleting a spec also cancels its job
 * @param launchesPerMinute how many jobs are created in a minute at most
 * @param specPrefix with which the names of all specs begin; empty for none
 */
public record Settings(
    String defaultResource,
    boolean rejectWhenFull,
    Duration waitAtMost,
    Duration takeAtMost,
    Duration launchGrace,
    boolean holdWhenUnknown,
    Duration usageLag,
    boolean cancelOnDelete,
    int launchesPerMinute,
    String specPrefix) {

  /** Of a launcher of which only the prefix of its specs is known. */
  public static Settings unknown(String specPrefix) {
    return new Settings(
        "",
        false,
        Duration.ofHours(24),
        Duration.ofDays(7),
        Duration.ofMinutes(2),
        false,
        Duration.ZERO,
        false,
        60,
        specPrefix);
  }

  /** How old a look may be when a job is created from it. */
  public static final Duration LOOK_LASTS = Duration.ofSeconds(20);

  /**
   * After this a dispatcher leaves the rest to the next: well before the 60 s that a function has
   * by default.
   */
  public static final Duration BUDGET = Duration.ofSeconds(40);

  /** The team whose rules of a policy count for a submission. */
  public Team team(Submission submission) {
    return submission.isPublished() ? Team.MESSAGES : Team.of(submission.object(), specPrefix);
  }

  /**
   * How long after a mark a create may begin, and how long it may take: half of the grace is left
   * for its answer.
   */
  public Duration launchWindow() {
    return launchGrace.dividedBy(4);
  }
}
