package dev.slipway.simulation;

import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.Progress;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Mutations of what a record says of its launch. */
final class ClaimMutations {

  private ClaimMutations() {}

  /** After its mark a process sees its own record as it wrote it. */
  static Mutation withoutOwnClaim() {
    return queue(TrustsItself::new);
  }

  /** How long a launch is looked for is everybody's own affair. */
  static Mutation withoutGrace() {
    return queue(
        queue ->
            new Rewritten(queue) {
              @Override
              Progress read(Progress progress) {
                return with(progress, Duration.ZERO, progress.retryAt());
              }
            });
  }

  /** What failed is tried again at once. */
  static Mutation withoutBackOff() {
    return queue(
        queue ->
            new Rewritten(queue) {
              @Override
              Progress read(Progress progress) {
                return with(progress, progress.grace(), Instant.EPOCH);
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

  private static Progress with(Progress progress, Duration grace, Instant retryAt) {
    return new Progress(
        progress.state(),
        progress.revision(),
        progress.decided(),
        progress.attempts(),
        progress.attempt(),
        grace,
        progress.job(),
        progress.placement(),
        progress.refusals(),
        retryAt,
        progress.failures(),
        progress.wish(),
        progress.history());
  }

  private abstract static class Rewritten extends ForwardingQueue {

    Rewritten(Queue queue) {
      super(queue);
    }

    /** How a record is listed. */
    abstract Progress read(Progress progress);

    @Override
    public Listing list() {
      Listing listed = super.list();
      return new Listing(
          listed.records().stream()
              .map(kept -> with(kept, kept.value().with(read(kept.value().progress()))))
              .toList(),
          listed.foreign(),
          listed.unreadable());
    }

    private static Kept<QueueRecord> with(Kept<QueueRecord> kept, QueueRecord entry) {
      return new Kept<>(entry, kept.generation(), kept.updated());
    }
  }

  private static final class TrustsItself extends AfterMark {
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
    Listing listedAfterMark() {
      return queue.list();
    }
  }
}
