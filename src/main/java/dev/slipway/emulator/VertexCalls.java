package dev.slipway.emulator;

import java.util.function.Supplier;

/**
 * Stands between every call and its effect, whichever wire the call came over: the place to make a
 * call fail, wait, or lose its answer.
 */
interface VertexCalls {

  /** Changes nothing. */
  VertexCalls DIRECT =
      new VertexCalls() {
        @Override
        public <A> A pass(String method, Supplier<A> effect) {
          return effect.get();
        }
      };

  /**
   * Lets one call through, or not.
   *
   * @param method the RPC's name, such as {@code CreateCustomJob}
   * @param effect what the call does; gives its answer
   * @throws VertexException instead of the answer
   */
  <A> A pass(String method, Supplier<A> effect);
}
