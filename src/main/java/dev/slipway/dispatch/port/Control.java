package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port: what operators set, and what Slipway remembers besides submissions. Every method throws
 * {@link RetryLater} when the bucket does not answer.
 */
public interface Control {

  /**
   * Launching is paused.
   *
   * @param since when somebody paused it, by the bucket's clock
   * @param reason in the words of whoever did; empty for none
   */
  record Pause(Instant since, String reason) {

    /** Why nothing is launched. */
    public Problem problem() {
      return Problem.of(ProblemCode.PAUSED, "", "since", since, "reason", reason);
    }
  }

  /**
   * A period in which launching was paused, as far as it was seen.
   *
   * @param from when it began, which tells it from others
   * @param to when it was last seen to last
   */
  record Paused(Instant from, Instant to) {}

  /**
   * How far the sweep of the spec bucket has come.
   *
   * @param from the object's name that it goes on from; empty for the first
   */
  record SweepState(String from) {}

  /**
   * An operator's request to cancel a submission, which exists until a pass has acted on it.
   *
   * @param id the submission's ID
   * @param generation of the request
   * @param since when it was made, by the bucket's clock
   */
  record CancelRequest(String id, String generation, Instant since) {}

  /** All requests to cancel. */
  List<CancelRequest> cancelRequests();

  /** Whether there is a request to cancel that submission. */
  boolean isCancelRequested(String id);

  /** Deletes a request; nothing happens if it is gone or another has replaced it. */
  void delete(CancelRequest request);

  /** How often reading a spec was begun and not finished; empty when that was never noted. */
  Optional<Versioned<Integer>> readingsBegun(String id);

  /**
   * Notes that reading a spec is begun once more.
   *
   * @param before as {@link #readingsBegun} has it
   * @return how often it was begun now; empty when somebody else noted something meanwhile
   */
  Optional<Versioned<Integer>> noteReadingBegun(String id, Optional<Versioned<Integer>> before);

  /** Forgets how often reading a spec was begun; nothing happens if it was noted again since. */
  void forgetReadings(String id, Versioned<Integer> begun);

  /** Whether launching is paused now. */
  Optional<Pause> pause();

  /** The periods in which launching was paused, oldest first; empty when none was ever noted. */
  Optional<Versioned<List<Paused>>> paused();

  /**
   * Notes the periods in which launching was paused.
   *
   * @return false when somebody else noted others meanwhile
   */
  boolean notePaused(List<Paused> periods, Optional<Versioned<List<Paused>>> old);

  /**
   * Specs uploaded before this are none of the sweep's business. Where nothing is said it is from
   * now on, lest Slipway be let loose on a bucket full of old specs.
   *
   * @throws RetryLater also when what is said cannot be read
   */
  Instant since();

  /** How far the sweep has come; empty when there never was one. */
  Optional<Versioned<SweepState>> sweep();

  /**
   * Notes how far the sweep has come.
   *
   * @return false when somebody else noted something meanwhile
   */
  boolean noteSweep(SweepState sweep, Optional<Versioned<SweepState>> old);
}
