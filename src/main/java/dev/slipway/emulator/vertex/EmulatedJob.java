package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobState;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.slipway.emulator.vertex.ReplicaLedger.LedgerPool;
import dev.slipway.emulator.vertex.ReplicaLedger.TakenReplicas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One job: what the API says of it, and what it holds. Changed only under the state's lock. */
final class EmulatedJob {

  /**
   * A job at one moment.
   *
   * @param order its place among all jobs ever created
   * @param message what the API says of it
   * @param claims what it holds until its end
   */
  record SavedJob(long order, CustomJob message, List<TakenReplicas> claims) {
    SavedJob {
      claims = List.copyOf(claims);
    }
  }

  private final long order;
  private final List<TakenReplicas> claims;
  private CustomJob message;

  /**
   * A job in QUEUED.
   *
   * @param order its place among all jobs ever created
   * @param message with its name and defaults, without state and times
   * @param claims what it holds until its end; empty off persistent resources
   * @param at when it is created
   */
  EmulatedJob(long order, CustomJob message, List<TakenReplicas> claims, Instant at) {
    this(
        new SavedJob(
            order,
            message.toBuilder()
                .setState(JobState.JOB_STATE_QUEUED)
                .setCreateTime(ProtoTimes.timestamp(at))
                .setUpdateTime(ProtoTimes.timestamp(at))
                .build(),
            claims));
  }

  /** A job as it was kept. */
  EmulatedJob(SavedJob kept) {
    order = kept.order();
    message = kept.message();
    claims = kept.claims();
  }

  /** All there is to keep of it, but for what lies ahead. */
  SavedJob kept() {
    return new SavedJob(order, message, claims);
  }

  /** Unique, and the smaller the newer: what lists are sorted by. */
  String listKey() {
    return "%019d".formatted(Long.MAX_VALUE - order);
  }

  CustomJob message() {
    return message;
  }

  List<TakenReplicas> claims() {
    return claims;
  }

  /** Enters a state, with the times and the error that belong to it. */
  void enter(JobState state, Instant at) {
    CustomJob.Builder next =
        message.toBuilder().setState(state).setUpdateTime(ProtoTimes.timestamp(at));
    switch (state) {
      case JOB_STATE_RUNNING -> next.setStartTime(ProtoTimes.timestamp(at));
      case JOB_STATE_SUCCEEDED -> next.setEndTime(ProtoTimes.timestamp(at));
      case JOB_STATE_FAILED ->
          // Code and words as in vertex-ai-samples issue 1898.
          next.setEndTime(ProtoTimes.timestamp(at))
              .setError(
                  error(
                      Code.INVALID_ARGUMENT,
                      "The replica workerpool0-0 exited with a non-zero status of 1."));
      case JOB_STATE_CANCELLED ->
          // Our inference: custom_job.proto says that error is populated, not with what.
          next.setEndTime(ProtoTimes.timestamp(at))
              .setError(error(Code.CANCELLED, "The CustomJob was cancelled."));
      default -> {}
    }
    message = next.build();
  }

  /** Whether it can change no more. */
  boolean isOver() {
    return message.hasEndTime();
  }

  /** Replicas of a pool it uses visibly: those of a job that has run for the delay and goes on. */
  long used(LedgerPool pool, Instant now, Duration delay) {
    if (isOver()
        || !message.hasStartTime()
        || ProtoTimes.instant(message.getStartTime()).plus(delay).isAfter(now)) {
      return 0;
    }
    return claims.stream()
        .filter(c -> c.from().equals(pool))
        .mapToLong(TakenReplicas::replicas)
        .sum();
  }

  /** Whether lists show it yet. */
  boolean isListed(Instant now, Duration delay) {
    return !ProtoTimes.instant(message.getCreateTime()).plus(delay).isAfter(now);
  }

  /** What the journal says of it. */
  Map<String, String> facts() {
    Map<String, String> facts = new TreeMap<>();
    facts.put("state", message.getState().name());
    facts.put("displayName", message.getDisplayName());
    if (!message.getJobSpec().getPersistentResourceId().isEmpty()) {
      facts.put("persistentResource", message.getJobSpec().getPersistentResourceId());
    }
    message.getLabelsMap().forEach((key, value) -> facts.put("labels." + key, value));
    return facts;
  }

  private static Status error(Code code, String message) {
    return Status.newBuilder().setCode(code.getNumber()).setMessage(message).build();
  }
}
