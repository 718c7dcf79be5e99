package dev.slipway.dispatch.model;

import dev.slipway.pool.Demand;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A custom job as Vertex AI lists it, anybody's. Texts are empty when absent.
 *
 * @param name its full name, with the project's number
 * @param state its state; empty when Vertex AI gives none, or one of a later version of the API
 * @param persistentResource the ID of the resource it runs on
 * @param demands what its worker pools take, in order; empty ones left out
 * @param created when Vertex AI took it
 * @param started when it first ran
 * @param submission our label: the submission's ID
 * @param attempt our label: the launch's ID
 * @param error why it failed or was cancelled
 */
public record Job(
    String name,
    Optional<State> state,
    String persistentResource,
    List<Demand> demands,
    Instant created,
    Optional<Instant> started,
    String submission,
    String attempt,
    String error) {
  public Job {
    demands = List.copyOf(demands);
  }

  /** Whether Vertex AI says that it is in that state. */
  public boolean is(State asked) {
    return state.filter(asked::equals).isPresent();
  }

  /** The state that its submission shows: queued, which is alive, where its own is not known. */
  public State shownState() {
    return state.orElse(State.QUEUED);
  }

  /** Whether it has ended and holds nothing; one in an unknown state has not. */
  public boolean isOver() {
    return shownState().isOver();
  }

  /** Whether it carries our label and nobody has asked yet for it to end. */
  public boolean isOurs() {
    return !submission.isEmpty() && !is(State.CANCELLING);
  }
}
