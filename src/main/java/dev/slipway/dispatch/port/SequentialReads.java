package dev.slipway.dispatch.port;

import java.util.function.Supplier;

/** Makes each call when it is begun: for who makes few, or wants always the same order of them. */
public final class SequentialReads implements ReadExecutor {

  @Override
  public <T> Pending<T> begin(Supplier<T> call) {
    try {
      T answer = call.get();
      return () -> answer;
    } catch (RuntimeException e) {
      return () -> {
        throw e;
      };
    }
  }
}
