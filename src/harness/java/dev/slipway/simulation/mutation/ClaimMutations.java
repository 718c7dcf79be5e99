package dev.slipway.simulation.mutation;

import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Lifecycle.Attempt;
import dev.slipway.dispatch.model.Lifecycle.Backoff;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Mutations of what a record says of its launch. */
final class ClaimMutations {

  private ClaimMutations() {}

  /** After its claim a process sees its own record as it wrote it. */
  static Mutation withoutOwnClaim() {
    return queue(TrustsItself::new);
  }

  /** How long a launch is looked for is everybody's own affair. */
  static Mutation withoutGrace() {
    return queue(
        queue ->
            new Rewritten(queue) {
              @Override
              Lifecycle read(Lifecycle lifecycle) {
                return with(lifecycle, Duration.ZERO, lifecycle.backoff().retryAt());
              }
            });
  }

  /** What failed is tried again at once. */
  static Mutation withoutBackOff() {
    return queue(
        queue ->
            new Rewritten(queue) {
              @Override
              Lifecycle read(Lifecycle lifecycle) {
                return with(lifecycle, lifecycle.attempt().grace(), Instant.EPOCH);
              }
            });
  }

  /** What another version wrote holds nothing. */
  static Mutation withoutForeignRecords() {
    return queue(
        queue ->
            new ForwardingQueue(queue) {
              @Override
              public Listing list() {
                Listing listed = super.list();
                return new Listing(listed.records(), listed.unreadable());
              }
            });
  }

  private static Mutation queue(UnaryOperator<Queue> lying) {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        return PortMutations.with(ports, lying.apply(ports.queue()));
      }
    };
  }

  private static Lifecycle with(Lifecycle lifecycle, Duration grace, Instant retryAt) {
    return new Lifecycle(
        lifecycle.state(),
        lifecycle.revision(),
        lifecycle.decided(),
        new Attempt(
            lifecycle.attempt().count(),
            lifecycle.attempt().id(),
            grace,
            lifecycle.attempt().placement()),
        lifecycle.job(),
        new Backoff(lifecycle.backoff().refusals(), retryAt),
        lifecycle.failures(),
        lifecycle.wish(),
        lifecycle.history());
  }

  private abstract static class Rewritten extends ForwardingQueue {

    Rewritten(Queue queue) {
      super(queue);
    }

    /** How a record is listed. */
    abstract Lifecycle read(Lifecycle lifecycle);

    @Override
    public Listing list() {
      Listing listed = super.list();
      return new Listing(
          listed.records().stream()
              .map(kept -> with(kept, kept.value().with(read(kept.value().lifecycle()))))
              .toList(),
          listed.foreign(),
          listed.unreadable());
    }

    private static Versioned<SubmissionRecord> with(
        Versioned<SubmissionRecord> kept, SubmissionRecord entry) {
      return new Versioned<>(entry, kept.generation(), kept.updated());
    }
  }

  private static final class TrustsItself extends QueueAfterClaim {
    private final Queue queue;

    TrustsItself(Queue queue) {
      super(queue);
      this.queue = queue;
    }

    @Override
    Listing listed() {
      return queue.list();
    }

    @Override
    Listing listedAfterClaim() {
      return queue.list();
    }
  }
}
