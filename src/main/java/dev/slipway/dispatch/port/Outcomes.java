package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.RetryLater;
import java.util.Optional;

/**
 * Port: how submissions ended; written once each, kept longer than an event can be late. Every
 * method throws {@link RetryLater} when the bucket does not answer.
 */
public interface Outcomes {

  /** Whether a submission has ended. */
  boolean exists(String id);

  /** How a submission ended; empty when it has not. */
  Optional<Outcome> find(String id);

  /** Writes how a submission ended, unless that stands already. */
  void create(String id, Outcome outcome);
}
