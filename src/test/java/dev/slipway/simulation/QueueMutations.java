package dev.slipway.simulation;

import dev.slipway.dispatch.model.Ask;
import dev.slipway.dispatch.model.Ending;
import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.port.Leases;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.pool.Demand;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.WorkerPool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mutations of the queue. */
final class QueueMutations {

  private QueueMutations() {}

  /** The list after a mark is the one before it. */
  static Mutation withoutListBeforeCreate() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        return PortMutations.with(ports, new StaleAfterMark(ports.queue()));
      }
    };
  }

  /** Whoever holds no lease sees nobody wait. */
  static Mutation withoutWhoWaits() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        HidesWhoWaits queue = new HidesWhoWaits(ports.queue());
        return PortMutations.with(ports, queue, queue.watching(ports.leases()));
      }
    };
  }

  /** Records past waiting hold nothing, unless their job is listed. */
  static Mutation withoutReservations() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        return PortMutations.with(ports, new HoldsNothing(ports.queue()));
      }
    };
  }

  private static final class StaleAfterMark extends AfterMark {
    private final Queue queue;
    private Listing last = new Listing(List.of(), List.of());

    StaleAfterMark(Queue queue) {
      super(queue);
      this.queue = queue;
    }

    @Override
    Listing listed() {
      last = queue.list();
      return last;
    }

    @Override
    Listing listedAfterMark() {
      return last;
    }
  }

  private static final class HidesWhoWaits extends ForwardingQueue {
    private boolean isLeased;

    HidesWhoWaits(Queue queue) {
      super(queue);
    }

    Leases watching(Leases leases) {
      return new Leases() {
        @Override
        public Optional<Kept<Lease>> read(String resource) {
          return leases.read(resource);
        }

        @Override
        public Optional<Kept<Lease>> write(
            String resource, Lease lease, Optional<Kept<Lease>> old) {
          isLeased = lease.isTaken();
          return leases.write(resource, lease, old);
        }
      };
    }

    @Override
    public Listing list() {
      Listing listed = super.list();
      return isLeased
          ? listed
          : new Listing(
              listed.records().stream()
                  .filter(kept -> kept.value().progress().state() != State.WAITING)
                  .toList(),
              listed.foreign(),
              listed.unreadable());
    }
  }

  private static final class HoldsNothing extends ForwardingQueue {
    private final Map<String, Ask> asks = new HashMap<>();

    HoldsNothing(Queue queue) {
      super(queue);
    }

    @Override
    public Listing list() {
      Listing listed = super.list();
      return new Listing(
          listed.records().stream().map(this::lie).toList(), listed.foreign(), listed.unreadable());
    }

    private Kept<QueueRecord> lie(Kept<QueueRecord> kept) {
      QueueRecord entry = kept.value();
      asks.put(entry.id(), entry.ask());
      return entry.progress().mayHold()
          ? new Kept<>(with(entry, nothing(entry.ask())), kept.generation(), kept.updated())
          : kept;
    }

    private static Ask nothing(Ask ask) {
      Requirements asked = ask.requirements();
      List<WorkerPool> none =
          asked.workerPools().stream()
              .map(pool -> new WorkerPool(pool.where(), new Demand(pool.demand().shape(), 0)))
              .toList();
      return new Ask(
          ask.resource(),
          ask.priority(),
          ask.arrival(),
          new Requirements(
              none, asked.network(), asked.kmsKey(), asked.serviceAccount(), asked.spelling()),
          ask.format(),
          ask.name());
    }

    private static QueueRecord with(QueueRecord entry, Ask ask) {
      return new QueueRecord(entry.submission(), ask, entry.progress());
    }

    private QueueRecord truth(QueueRecord entry) {
      return with(entry, asks.getOrDefault(entry.id(), entry.ask()));
    }

    @Override
    public Optional<Kept<QueueRecord>> replace(
        Kept<QueueRecord> old, QueueRecord next, byte[] spec) {
      return super.replace(old, truth(next), spec);
    }

    @Override
    public Optional<Kept<QueueRecord>> end(Kept<QueueRecord> old, QueueRecord next, Ending end) {
      return super.end(old, truth(next), end);
    }
  }
}
