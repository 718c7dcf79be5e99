package dev.slipway.simulation;

import dev.slipway.dispatch.Control;
import dev.slipway.dispatch.Leases;
import dev.slipway.dispatch.Ports;
import dev.slipway.dispatch.RetryLater;
import dev.slipway.dispatch.Specs;
import dev.slipway.dispatch.Statuses;
import java.util.List;

/** Mutations of what ticks and the sweep are for. */
final class DutyMutations {

  private DutyMutations() {}

  /** Content that is refused is taken for content that cannot be had just now. */
  static Mutation withoutRefusedContent() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        Specs specs = Lie.of(Specs.class, ports.specs(), "read", DutyMutations::later);
        return with(ports, specs, ports.statuses(), ports.leases(), ports.control());
      }
    };
  }

  private static Object later(Lie.Truth truth) {
    try {
      return truth.tell();
    } catch (Specs.NotReadable e) {
      throw new RetryLater(String.valueOf(e.getMessage()), e);
    }
  }

  /** There are no requests to cancel, when they are listed. */
  static Mutation withoutCancelRequests() {
    return control("cancelRequests", List.of());
  }

  /** There is no request to cancel what was just marked. */
  static Mutation withoutCancelRequestAfterMark() {
    return control("isCancelRequested", false);
  }

  private static Mutation control(String method, Object says) {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        Control control = Lie.of(Control.class, ports.control(), method, truth -> says);
        return with(ports, ports.specs(), ports.statuses(), ports.leases(), control);
      }
    };
  }

  private static Ports with(
      Ports ports, Specs specs, Statuses statuses, Leases leases, Control control) {
    return new Ports(
        specs,
        ports.queue(),
        ports.endings(),
        statuses,
        leases,
        control,
        ports.policies(),
        ports.resources(),
        ports.jobs(),
        ports.schema(),
        ports.time(),
        ports.concurrently(),
        ports.tokens());
  }
}
