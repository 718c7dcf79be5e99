package dev.slipway.chaos;

import dev.slipway.dispatch.model.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is there when all is over, from the emulators' own state.
 *
 * @param sent every spec that was sent
 * @param runs every job there ever was, oldest first
 * @param ends how submissions ended, by their IDs
 * @param told the last status of each object or message, by {@code BUCKET/OBJECT}
 * @param records what is left in the queue
 * @param unheard IDs of the submissions of whose upload no event told
 * @param at when this was collected
 */
record Evidence(
    List<SentSpec> sent,
    List<JobRun> runs,
    Map<String, SubmissionEnd> ends,
    Map<String, SubmissionEnd> told,
    List<String> records,
    Set<String> unheard,
    Instant at) {

  /**
   * How a submission ended, or where it stands.
   *
   * @param id the submission's
   * @param state its last
   * @param job its job's full name; empty for none
   */
  record SubmissionEnd(String id, State state, String job) {}

  Evidence {
    sent = List.copyOf(sent);
    runs = List.copyOf(runs);
    ends = Map.copyOf(ends);
    told = Map.copyOf(told);
    records = List.copyOf(records);
    unheard = Set.copyOf(unheard);
  }
}
