package dev.slipway.chaos;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import com.google.protobuf.Timestamp;
import dev.slipway.dispatch.port.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A job as Vertex AI had it.
 *
 * @param name its full name
 * @param submission by its label; empty when it is not ours
 * @param state its last, without prefix
 * @param from when it was created; it held its replicas from then
 * @param to when it was over; empty while it lives
 * @param claimed when its launch was claimed; empty when it is not ours, or no event told of the
 *     claim
 * @param demand replicas by resource and machine type
 */
record JobRun(
    String name,
    String submission,
    String state,
    Instant from,
    Optional<Instant> to,
    Optional<Instant> claimed,
    Map<String, Long> demand) {

  JobRun {
    demand = Map.copyOf(demand);
  }

  /**
   * Reads a job.
   *
   * @param claims when which launch was claimed, by its attempt
   */
  static JobRun of(CustomJob job, Map<String, Instant> claims) {
    String attempt = job.getLabelsOrDefault(Jobs.ATTEMPT_LABEL, "");
    return new JobRun(
        job.getName(),
        job.getLabelsOrDefault(Jobs.SUBMISSION_LABEL, ""),
        job.getState().name().replace("JOB_STATE_", ""),
        instant(job.getCreateTime()),
        job.hasEndTime() ? Optional.of(instant(job.getEndTime())) : Optional.empty(),
        Optional.ofNullable(claims.get(attempt)),
        job.getJobSpec().getWorkerPoolSpecsList().stream()
            .collect(
                Collectors.groupingBy(
                    pool -> pool(job, pool),
                    Collectors.summingLong(WorkerPoolSpec::getReplicaCount))));
  }

  private static String pool(CustomJob job, WorkerPoolSpec pool) {
    return job.getJobSpec().getPersistentResourceId()
        + "/"
        + pool.getMachineSpec().getMachineType();
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  /** Whether Slipway created it. */
  boolean isOurs() {
    return !submission.isEmpty();
  }

  /**
   * Whether the call that created it took effect when its launch had been given up: its process was
   * frozen, or the call was under way for that long. Only such a job may be a second one.
   */
  boolean isLate() {
    return claimed.filter(at -> !from.isBefore(at.plus(ChaosPlan.GRACE))).isPresent();
  }

  /** Whether it held its replicas at that moment. */
  boolean holdsAt(Instant moment) {
    return !from.isAfter(moment) && to.filter(end -> !end.isAfter(moment)).isEmpty();
  }

  /** How long it held its replicas; until then, if it lives. */
  Duration length(Instant until) {
    return Duration.between(from, to.orElse(until));
  }
}
