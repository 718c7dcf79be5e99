package dev.slipway.simulation.mutation;

import dev.slipway.dispatch.model.JobRequest;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
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

  /** The list after a claim is the one before it. */
  static Mutation withoutListBeforeCreate() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        return PortMutations.with(ports, new StaleAfterClaim(ports.queue()));
      }
    };
  }

  /** A process without the lease sees no submission wait. */
  static Mutation withoutWhoWaits() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        HidesWaiting queue = new HidesWaiting(ports.queue());
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

  private static final class StaleAfterClaim extends QueueAfterClaim {
    private final Queue queue;
    private Listing last = new Listing(List.of(), List.of());

    StaleAfterClaim(Queue queue) {
      super(queue);
      this.queue = queue;
    }

    @Override
    Listing listed() {
      last = queue.list();
      return last;
    }

    @Override
    Listing listedAfterClaim() {
      return last;
    }
  }

  private static final class HidesWaiting extends ForwardingQueue {
    private boolean isLeased;

    HidesWaiting(Queue queue) {
      super(queue);
    }

    Leases watching(Leases leases) {
      return new Leases() {
        @Override
        public Optional<Versioned<Lease>> read(String resource) {
          return leases.read(resource);
        }

        @Override
        public Optional<Versioned<Lease>> write(
            String resource, Lease lease, Optional<Versioned<Lease>> old) {
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
                  .filter(kept -> kept.value().lifecycle().state() != State.WAITING)
                  .toList(),
              listed.foreign(),
              listed.unreadable());
    }
  }

  private static final class HoldsNothing extends ForwardingQueue {
    private final Map<String, JobRequest> asks = new HashMap<>();

    HoldsNothing(Queue queue) {
      super(queue);
    }

    @Override
    public Listing list() {
      Listing listed = super.list();
      return new Listing(
          listed.records().stream().map(this::falsified).toList(),
          listed.foreign(),
          listed.unreadable());
    }

    private Versioned<SubmissionRecord> falsified(Versioned<SubmissionRecord> kept) {
      SubmissionRecord entry = kept.value();
      asks.put(entry.id(), entry.request());
      return entry.lifecycle().mayHold()
          ? new Versioned<>(
              with(entry, nothing(entry.request())), kept.generation(), kept.updated())
          : kept;
    }

    private static JobRequest nothing(JobRequest request) {
      Requirements asked = request.requirements();
      List<WorkerPool> none =
          asked.workerPools().stream()
              .map(pool -> new WorkerPool(pool.where(), new Demand(pool.demand().shape(), 0)))
              .toList();
      return new JobRequest(
          request.resource(),
          request.priority(),
          request.arrival(),
          new Requirements(
              none, asked.network(), asked.kmsKey(), asked.serviceAccount(), asked.spelling()),
          request.format(),
          request.name());
    }

    private static SubmissionRecord with(SubmissionRecord entry, JobRequest request) {
      return new SubmissionRecord(entry.submission(), request, entry.lifecycle());
    }

    private SubmissionRecord truth(SubmissionRecord entry) {
      return with(entry, asks.getOrDefault(entry.id(), entry.request()));
    }

    @Override
    public Optional<Versioned<SubmissionRecord>> replace(
        Versioned<SubmissionRecord> old, SubmissionRecord next, byte[] spec) {
      return super.replace(old, truth(next), spec);
    }

    @Override
    public Optional<Versioned<SubmissionRecord>> end(
        Versioned<SubmissionRecord> old, SubmissionRecord next, Outcome end) {
      return super.end(old, truth(next), end);
    }
  }
}
