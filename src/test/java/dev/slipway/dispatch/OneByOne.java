package dev.slipway.dispatch;

import java.util.function.Supplier;

/** Makes each call when it is begun, for who wants always the same order of calls. */
public final class OneByOne implements Concurrently {

  /** The same ports, for calls one after another. */
  public static Ports of(Ports ports) {
    return new Ports(
        ports.specs(),
        ports.queue(),
        ports.endings(),
        ports.statuses(),
        ports.leases(),
        ports.control(),
        ports.policies(),
        ports.resources(),
        ports.jobs(),
        ports.schema(),
        ports.time(),
        new OneByOne(),
        ports.tokens());
  }

  @Override
  public <T> Answer<T> begin(Supplier<T> call) {
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
