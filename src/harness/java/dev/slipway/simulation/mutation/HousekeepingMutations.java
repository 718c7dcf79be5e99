package dev.slipway.simulation.mutation;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Leases;
import dev.slipway.dispatch.port.Leases.Lease;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.Specs;
import dev.slipway.dispatch.port.Specs.SpecObject;
import dev.slipway.dispatch.port.Statuses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mutations of what ticks and the sweep are for. */
final class HousekeepingMutations {

  private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");

  private HousekeepingMutations() {}

  /** Every record has a status that says what it says. */
  static Mutation withoutStatusRepair() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        Statuses statuses =
            PortOverride.of(
                Statuses.class,
                ports.statuses(),
                "page",
                original ->
                    upToDate((Statuses.RevisionPage) original.call(), ports.queue().list()));
        return with(ports, ports.specs(), statuses, ports.leases(), ports.control());
      }
    };
  }

  private static Statuses.RevisionPage upToDate(Statuses.RevisionPage page, Queue.Listing queue) {
    Map<String, Integer> revisions = new HashMap<>(page.revisions());
    queue.records().forEach(kept -> revisions.put(kept.value().id(), Integer.MAX_VALUE));
    return new Statuses.RevisionPage(revisions, page.next());
  }

  /** What ticks are for has always just been done. */
  static Mutation withoutHousekeeping() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        Leases leases =
            new Leases() {
              @Override
              public Optional<Versioned<Lease>> read(String resource) {
                return ports.leases().read(resource).map(HousekeepingMutations::housekept);
              }

              @Override
              public Optional<Versioned<Lease>> write(
                  String resource, Lease lease, Optional<Versioned<Lease>> old) {
                return ports
                    .leases()
                    .write(resource, lease, old)
                    .map(HousekeepingMutations::housekept);
              }
            };
        return with(ports, ports.specs(), ports.statuses(), leases, ports.control());
      }
    };
  }

  private static Versioned<Lease> housekept(Versioned<Lease> kept) {
    Lease lease = kept.value();
    return new Versioned<>(
        new Lease(lease.holder(), lease.runsFor(), NEVER), kept.generation(), kept.updated());
  }

  /** The sweep finds the spec of every record. */
  static Mutation withoutDeletionsSwept() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        Specs specs =
            PortOverride.of(
                Specs.class,
                ports.specs(),
                "page",
                original -> withThoseOf(ports.queue().list(), (Specs.SpecPage) original.call()));
        return with(ports, specs, ports.statuses(), ports.leases(), ports.control());
      }
    };
  }

  private static Specs.SpecPage withThoseOf(Queue.Listing queue, Specs.SpecPage page) {
    List<SpecObject> specs = new ArrayList<>(page.specs());
    queue.records().stream()
        .map(kept -> new SpecObject(kept.value().submission(), 1, kept.value().request().arrival()))
        .forEach(specs::add);
    return new Specs.SpecPage(specs, page.bucket(), page.next());
  }

  /** Content that is refused is taken for content that cannot be had just now. */
  static Mutation withoutRefusedContent() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        Specs specs =
            PortOverride.of(Specs.class, ports.specs(), "read", HousekeepingMutations::later);
        return with(ports, specs, ports.statuses(), ports.leases(), ports.control());
      }
    };
  }

  private static Object later(PortOverride.OriginalCall original) {
    try {
      return original.call();
    } catch (Specs.NotReadable e) {
      throw new RetryLater(String.valueOf(e.getMessage()), e);
    }
  }

  /** There are no requests to cancel, when they are listed. */
  static Mutation withoutCancelRequests() {
    return control("cancelRequests", List.of());
  }

  /** There is no request to cancel what was just claimed. */
  static Mutation withoutCancelRequestAfterMark() {
    return control("isCancelRequested", false);
  }

  private static Mutation control(String method, Object says) {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        Control control = PortOverride.of(Control.class, ports.control(), method, original -> says);
        return with(ports, ports.specs(), ports.statuses(), ports.leases(), control);
      }
    };
  }

  private static Ports with(
      Ports ports, Specs specs, Statuses statuses, Leases leases, Control control) {
    return new Ports(
        specs,
        ports.queue(),
        ports.outcomes(),
        statuses,
        leases,
        control,
        ports.policies(),
        ports.resources(),
        ports.jobs(),
        ports.schema(),
        ports.time(),
        ports.reads(),
        ports.tokens());
  }
}
