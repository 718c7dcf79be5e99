package dev.slipway.simulation.mutation;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A queue that shows a process, in its first list after a claim, the record as it wrote it. */
abstract class QueueAfterClaim extends ForwardingQueue {

  private Optional<Versioned<SubmissionRecord>> own = Optional.empty();

  QueueAfterClaim(Queue queue) {
    super(queue);
  }

  /** The queue as it is listed without a claim. */
  abstract Listing listed();

  /** The queue in which the claimed record is shown. */
  abstract Listing listedAfterClaim();

  @Override
  public final Listing list() {
    if (own.isEmpty()) {
      return listed();
    }
    Listing others = listedAfterClaim();
    Versioned<SubmissionRecord> claimed = own.get();
    own = Optional.empty();
    List<Versioned<SubmissionRecord>> records = new ArrayList<>(others.records());
    records.removeIf(kept -> kept.value().id().equals(claimed.value().id()));
    records.add(claimed);
    return new Listing(records, others.foreign(), others.unreadable());
  }

  @Override
  public final Optional<Versioned<SubmissionRecord>> create(SubmissionRecord entry, byte[] spec) {
    return noted(super.create(entry, spec));
  }

  @Override
  public final Optional<Versioned<SubmissionRecord>> replace(
      Versioned<SubmissionRecord> old, SubmissionRecord next, byte[] spec) {
    return noted(super.replace(old, next, spec));
  }

  private Optional<Versioned<SubmissionRecord>> noted(
      Optional<Versioned<SubmissionRecord>> written) {
    own = written.filter(kept -> kept.value().lifecycle().state() == State.LAUNCHING);
    return written;
  }
}
