package dev.slipway.dispatch.model;

import dev.slipway.problem.Problem;
import dev.slipway.spec.Format;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people are told of a submission.
 *
 * @param submission which
 * @param format how its spec was written; empty when it was not read
 * @param state where it stands
 * @param since when it came to that state
 * @param revision of the record it was made from; a status of a lower one is out of date
 * @param resource the persistent resource's ID; empty when none is known
 * @param job the job's full name; empty when there is none
 * @param placements which worker pool is on which resource pool; empty while it waits
 * @param problems why it was refused or failed, most useful first
 * @param warnings what to look at although it goes on
 * @param waiting what it waits for; empty when it does not wait
 * @param history its states so far, oldest first
 * @param earlier other generations of the same object whose jobs still run
 */
public record Status(
    Submission submission,
    Optional<Format> format,
    State state,
    Instant since,
    int revision,
    String resource,
    String job,
    List<Placement> placements,
    List<Problem> problems,
    List<Problem> warnings,
    Optional<Waiting> waiting,
    List<Transition> history,
    List<Earlier> earlier) {

  /**
   * One worker pool's place.
   *
   * @param where the worker pool's path in the user's own spelling
   * @param pool the resource pool's ID
   * @param replicas how many it holds
   */
  public record Placement(String where, String pool, long replicas) {}

  /**
   * What a submission waits for.
   *
   * @param position its place in the queue of its resource, from 1; 0 when not known yet
   * @param reasons what keeps it waiting
   */
  public record Waiting(int position, List<Problem> reasons) {
    public Waiting {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Another generation of the same object that has not ended.
   *
   * @param generation which
   * @param id its submission ID
   * @param state where it stands
   * @param job its job's full name; empty when there is none
   */
  public record Earlier(String generation, String id, State state, String job) {}

  /** What a record says of itself, where nothing else is told. */
  public static Status of(SubmissionRecord entry) {
    return StatusFactory.active(entry, List.of(), List.of());
  }

  /** Begins a status of which nothing else is known yet; its revision is 1. */
  public static StatusBuilder builder(Submission submission, State state, Instant since) {
    return new StatusBuilder(submission, state, since);
  }

  /** Begins a status that says the same. */
  public StatusBuilder toBuilder() {
    return builder(submission, state, since)
        .format(format)
        .revision(revision)
        .resource(resource)
        .job(job)
        .placements(placements)
        .problems(problems)
        .warnings(warnings)
        .waiting(waiting)
        .history(history)
        .earlier(earlier);
  }

  public Status {
    placements = List.copyOf(placements);
    problems = List.copyOf(problems);
    warnings = List.copyOf(warnings);
    history = List.copyOf(history);
    earlier = List.copyOf(earlier);
  }
}
