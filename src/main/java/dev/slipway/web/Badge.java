package dev.slipway.web;

import dev.slipway.dispatch.model.State;
import dev.slipway.pool.ResourceState;
import java.util.Optional;

/** A state, coloured by what it means for whoever looks. */
final class Badge {

  private Badge() {}

  /** A submission's state; empty for one that only a newer version knows. */
  static Html of(Optional<State> state) {
    return state.map(each -> chip(each.name(), tone(each))).orElseGet(() -> chip("?", "off"));
  }

  /** A submission's state. */
  static Html of(State state) {
    return of(Optional.of(state));
  }

  /** A persistent resource's state; empty when there is none. */
  static Html ofResource(Optional<ResourceState> state) {
    return state
        .map(each -> chip(each.name(), each.takesJobs() ? "good" : each.passes() ? "soon" : "bad"))
        .orElseGet(() -> chip("NOT FOUND", "bad"));
  }

  private static Html chip(String text, String tone) {
    return Element.of(Tag.SPAN, "chip " + tone).of(text);
  }

  private static String tone(State state) {
    return switch (state) {
      case WAITING -> "wait";
      case LAUNCHING, QUEUED, PENDING, UPDATING -> "soon";
      case RUNNING -> "run";
      case SUCCEEDED -> "good";
      case FAILED, REJECTED, PARTIALLY_SUCCEEDED -> "bad";
      case CANCELLING, CANCELLED, PAUSED, EXPIRED, WITHDRAWN, TIMED_OUT -> "off";
    };
  }
}
