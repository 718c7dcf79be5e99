package dev.slipway.dispatch.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a submission has come. Every change makes a new one with the next revision.
 *
 * @param state where it is
 * @param revision counts the changes, from 1; a status of a lower one is out of date
 * @param decided whether it was once found to fit a running resource: from then on it is never
 *     rejected for its shape
 * @param attempt its latest launch
 * @param job the job's full name; empty until it is known, never changed after
 * @param backoff when it may be launched again
 * @param failures how often in a row a bug of ours struck it
 * @param wish what is to become of it since somebody wants no more of it
 * @param history its states so far, oldest first, the oldest left out when there are many
 */
public record Lifecycle(
    State state,
    int revision,
    boolean decided,
    Attempt attempt,
    String job,
    Backoff backoff,
    int failures,
    Wish wish,
    List<Transition> history) {

  /** How many steps of history are kept. */
  public static final int HISTORY = 20;

  /** Failures after which a record is set aside. */
  public static final int SET_ASIDE_AFTER = 5;

  public Lifecycle {
    history = List.copyOf(history.subList(Math.max(0, history.size() - HISTORY), history.size()));
  }

  /**
   * The latest launch of a submission.
   *
   * @param count how many launches were tried, this one included
   * @param id its ID; empty before the first
   * @param grace how long its job is looked for, as the process that claimed the record set it;
   *     zero when a version before this one did
   * @param placement the resource pool of each worker pool, in the spec's order; empty while the
   *     submission waits
   */
  public record Attempt(int count, String id, Duration grace, List<String> placement) {

    /** Before the first launch. */
    public static final Attempt NONE = new Attempt(0, "", Duration.ZERO, List.of());

    public Attempt {
      placement = List.copyOf(placement);
    }

    /** The same launch, given up: it holds nothing. */
    Attempt withoutPlacement() {
      return new Attempt(count, id, grace, List.of());
    }
  }

  /**
   * When a submission may be launched again.
   *
   * @param refusals how many launches in a row failed: refused by Vertex AI for now, without a job
   *     within the grace, or not even tried because something did not answer
   * @param retryAt not to be launched before; {@link Instant#EPOCH} for at once
   */
  public record Backoff(int refusals, Instant retryAt) {

    /** At once: no launch has failed. */
    public static final Backoff NONE = new Backoff(0, Instant.EPOCH);
  }

  /** A submission that was just accepted. */
  public static Lifecycle accepted(Instant now) {
    return first(State.WAITING, now);
  }

  /** A submission that ends as soon as it came. */
  public static Lifecycle endedAtOnce(State end, Instant now) {
    return first(end, now);
  }

  private static Lifecycle first(State state, Instant now) {
    List<Transition> history = List.of(new Transition(state, now));
    return new Lifecycle(state, 1, false, Attempt.NONE, "", Backoff.NONE, 0, Wish.NONE, history);
  }

  /**
   * Whether it is not planned any more until a person looks at it. A job that it has is followed,
   * and it can be cancelled.
   */
  public boolean isSetAside() {
    return failures >= SET_ASIDE_AFTER;
  }

  /** Whether it may hold replicas: it is past waiting and not over. */
  public boolean mayHold() {
    return state != State.WAITING && !state.isOver();
  }

  /** When it was last claimed for a launch; empty when it never was. */
  public Optional<Instant> launchedAt() {
    return history.stream()
        .filter(step -> step.state() == State.LAUNCHING)
        .map(Transition::at)
        .reduce((earlier, later) -> later);
  }

  /**
   * Claimed for one launch.
   *
   * @param id the launch's ID
   * @param grace how long its job is looked for if the outcome is not known
   * @param pools the resource pool of each worker pool
   */
  public Lifecycle claimed(String id, Duration grace, List<String> pools, Instant now) {
    Attempt next = new Attempt(attempt.count() + 1, id, grace, pools);
    List<Transition> steps = then(State.LAUNCHING, now);
    return new Lifecycle(
        State.LAUNCHING, revision + 1, true, next, "", backoff, failures, wish, steps);
  }

  /** Back in the queue; the attempt stays counted. */
  public Lifecycle waitingAgain(Instant now) {
    return waiting(decided, backoff, now);
  }

  /**
   * Back in the queue, as if it had not been claimed; the attempt stays counted.
   *
   * @param before what it was before the claim
   */
  public Lifecycle released(Lifecycle before, Instant now) {
    return waiting(before.decided, backoff, now);
  }

  /** Back in the queue because its launch failed, not to be tried before {@code notBefore}. */
  public Lifecycle refused(Instant notBefore, Instant now) {
    return waiting(decided, new Backoff(backoff.refusals() + 1, notBefore), now);
  }

  private Lifecycle waiting(boolean isDecided, Backoff next, Instant now) {
    Attempt last = attempt.withoutPlacement();
    List<Transition> steps = then(State.WAITING, now);
    return new Lifecycle(
        State.WAITING, revision + 1, isDecided, last, "", next, failures, wish, steps);
  }

  /** It is a job now, or its job changed state. */
  public Lifecycle asJob(String name, State next, Instant now) {
    if (!job.isEmpty() && !job.equals(name)) {
      throw new IllegalStateException("a record keeps its job: it has " + job + ", not " + name);
    }
    List<Transition> steps = then(next, now);
    return new Lifecycle(next, revision + 1, decided, attempt, name, Backoff.NONE, 0, wish, steps);
  }

  /** Ended, with or without a job. */
  public Lifecycle ended(State end, Instant now) {
    return asJob(job, end, now);
  }

  /** Found to fit a running resource. */
  public Lifecycle asDecided() {
    return with(true, failures, wish);
  }

  /** Somebody wants no more of it. */
  public Lifecycle wished(Wish newWish) {
    return with(decided, failures, newWish);
  }

  /** Struck by a bug of ours once more. */
  public Lifecycle failedOnce() {
    return with(decided, failures + 1, wish);
  }

  /** In the same state, where something else is known of it. */
  private Lifecycle with(boolean isDecided, int newFailures, Wish newWish) {
    return new Lifecycle(
        state, revision + 1, isDecided, attempt, job, backoff, newFailures, newWish, history);
  }

  private List<Transition> then(State next, Instant now) {
    List<Transition> steps = new ArrayList<>(history);
    if (steps.isEmpty() || steps.get(steps.size() - 1).state() != next) {
      steps.add(new Transition(next, now));
    }
    return steps;
  }
}
