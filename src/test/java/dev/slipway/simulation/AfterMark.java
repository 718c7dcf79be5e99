package dev.slipway.simulation;

import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.port.Queue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A queue that shows a process, in its first list after a mark, the record as it wrote it. */
abstract class AfterMark extends ForwardingQueue {

  private Optional<Kept<QueueRecord>> own = Optional.empty();

  AfterMark(Queue queue) {
    super(queue);
  }

  /** The queue as it is listed without a mark. */
  abstract Listing listed();

  /** The queue in which the marked record is shown. */
  abstract Listing listedAfterMark();

  @Override
  public final Listing list() {
    if (own.isEmpty()) {
      return listed();
    }
    Listing others = listedAfterMark();
    Kept<QueueRecord> marked = own.get();
    own = Optional.empty();
    List<Kept<QueueRecord>> records = new ArrayList<>(others.records());
    records.removeIf(kept -> kept.value().id().equals(marked.value().id()));
    records.add(marked);
    return new Listing(records, others.foreign(), others.unreadable());
  }

  @Override
  public final Optional<Kept<QueueRecord>> create(QueueRecord entry, byte[] spec) {
    return noted(super.create(entry, spec));
  }

  @Override
  public final Optional<Kept<QueueRecord>> replace(
      Kept<QueueRecord> old, QueueRecord next, byte[] spec) {
    return noted(super.replace(old, next, spec));
  }

  private Optional<Kept<QueueRecord>> noted(Optional<Kept<QueueRecord>> written) {
    own = written.filter(kept -> kept.value().progress().state() == State.LAUNCHING);
    return written;
  }
}
