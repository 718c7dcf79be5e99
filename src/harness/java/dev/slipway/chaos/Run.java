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
 * @param marked when its launch was marked; empty when it is not ours, or nobody saw the mark
 * @param demand replicas by resource and machine type
 */
record Run(
    String name,
    String submission,
    String state,
    Instant from,
    Optional<Instant> to,
    Optional<Instant> marked,
    Map<String, Long> demand) {

  Run {
    demand = Map.copyOf(demand);
  }

  /**
   * Reads a job.
   *
   * @param marks when which launch was marked, by its attempt
   */
  static Run of(CustomJob job, Map<String, Instant> marks) {
    String attempt = job.getLabelsOrDefault(Jobs.ATTEMPT_LABEL, "");
    return new Run(
        job.getName(),
        job.getLabelsOrDefault(Jobs.SUBMISSION_LABEL, ""),
        job.getState().name().replace("JOB_STATE_", ""),
        instant(job.getCreateTime()),
        job.hasEndTime() ? Optional.of(instant(job.getEndTime())) : Optional.empty(),
        Optional.ofNullable(marks.get(attempt)),
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
    return marked.filter(mark -> !from.isBefore(mark.plus(Plan.GRACE))).isPresent();
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
