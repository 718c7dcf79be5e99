package dev.slipway.dispatch.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a submission has come. Every change makes a new one with the next revision.
 *
 * @param state where it stands
 * @param revision counts the changes, from 1; a status of a lower one is out of date
 * @param decided whether it was once found to fit a running resource: from then on it is never
 *     rejected for its shape
 * @param attempts how many launches were tried
 * @param attempt the ID of the latest launch; empty before the first
 * @param grace how long the job of the latest launch is looked for, as the process that claimed the
 *     record set it; zero when a version before this one did
 * @param job the job's full name; empty until it is known, never changed after
 * @param placement the resource pool of each worker pool, in the spec's order; empty while it waits
 * @param refusals how many launches in a row failed: refused by Vertex AI for now, without a job
 *     within the grace, or not even tried because something did not answer
 * @param retryAt not to be launched before; {@link Instant#EPOCH} for at once
 * @param failures how often in a row a bug of ours struck it
 * @param wish what is to become of it since somebody wants no more of it
 * @param history its states so far, oldest first, the oldest left out when there are many
 */
public record Lifecycle(
    State state,
    int revision,
    boolean decided,
    int attempts,
    String attempt,
    Duration grace,
    String job,
    List<String> placement,
    int refusals,
    Instant retryAt,
    int failures,
    Wish wish,
    List<Transition> history) {

  /** How many steps of history are kept. */
  public static final int HISTORY = 20;

  /** Failures after which a record is set aside. */
  public static final int SET_ASIDE_AFTER = 5;

  public Lifecycle {
    placement = List.copyOf(placement);
    history = List.copyOf(history.subList(Math.max(0, history.size() - HISTORY), history.size()));
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
    return new Lifecycle(
        state,
        1,
        false,
        0,
        "",
        Duration.ZERO,
        "",
        List.of(),
        0,
        Instant.EPOCH,
        0,
        Wish.NONE,
        List.of(new Transition(state, now)));
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

  /** When it was last marked; empty when it never was. */
  public Optional<Instant> launchedAt() {
    return history.stream()
        .filter(step -> step.state() == State.LAUNCHING)
        .map(Transition::at)
        .reduce((earlier, later) -> later);
  }

  /**
   * Marked for one launch.
   *
   * @param newGrace how long its job is looked for if the outcome is not known
   */
  public Lifecycle marked(String newAttempt, Duration newGrace, List<String> pools, Instant now) {
    return new Lifecycle(
        State.LAUNCHING,
        revision + 1,
        true,
        attempts + 1,
        newAttempt,
        newGrace,
        "",
        pools,
        refusals,
        retryAt,
        failures,
        wish,
        then(State.LAUNCHING, now));
  }

  /** Back in the queue; the attempt stays counted. */
  public Lifecycle waitingAgain(Instant now) {
    return waiting(decided, refusals, retryAt, now);
  }

  /**
   * Back in the queue, as if it had not been marked; the attempt stays counted.
   *
   * @param before what it was before the mark
   */
  public Lifecycle unmarked(Lifecycle before, Instant now) {
    return waiting(before.decided, refusals, retryAt, now);
  }

  /** Back in the queue because its launch failed, not to be tried before {@code notBefore}. */
  public Lifecycle refused(Instant notBefore, Instant now) {
    return waiting(decided, refusals + 1, notBefore, now);
  }

  private Lifecycle waiting(boolean isDecided, int newRefusals, Instant newRetryAt, Instant now) {
    return new Lifecycle(
        State.WAITING,
        revision + 1,
        isDecided,
        attempts,
        attempt,
        grace,
        "",
        List.of(),
        newRefusals,
        newRetryAt,
        failures,
        wish,
        then(State.WAITING, now));
  }

  /** It is a job now, or its job changed state. */
  public Lifecycle asJob(String name, State newState, Instant now) {
    if (!job.isEmpty() && !job.equals(name)) {
      throw new IllegalStateException("a record keeps its job: it has " + job + ", not " + name);
    }
    return new Lifecycle(
        newState,
        revision + 1,
        decided,
        attempts,
        attempt,
        grace,
        name,
        placement,
        0,
        Instant.EPOCH,
        0,
        wish,
        then(newState, now));
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
        state,
        revision + 1,
        isDecided,
        attempts,
        attempt,
        grace,
        job,
        placement,
        refusals,
        retryAt,
        newFailures,
        newWish,
        history);
  }

  private List<Transition> then(State next, Instant now) {
    List<Transition> steps = new ArrayList<>(history);
    if (steps.isEmpty() || steps.get(steps.size() - 1).state() != next) {
      steps.add(new Transition(next, now));
    }
    return steps;
  }
}
