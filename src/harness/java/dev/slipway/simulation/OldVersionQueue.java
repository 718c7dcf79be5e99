package dev.slipway.simulation;

import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.simulation.mutation.ForwardingQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The queue as a process of an older version sees it, which reads of every third record only what
 * is for it, too.
 */
final class OldVersionQueue extends ForwardingQueue {

  private final SimulationContext context;
  private final SimulatedProcess process;

  OldVersionQueue(SimulationContext context, SimulatedProcess process, Queue queue) {
    super(queue);
    this.context = context;
    this.process = process;
  }

  @Override
  public Listing list() {
    Listing listed = super.list();
    if (!process.isOld()) {
      return listed;
    }
    List<Versioned<SubmissionRecord>> readable = new ArrayList<>();
    List<SubmissionRecord> foreign = new ArrayList<>(listed.foreign());
    List<String> unreadable = new ArrayList<>(listed.unreadable());
    for (Versioned<SubmissionRecord> kept : listed.records()) {
      if (isNew(kept.value().id())) {
        foreign.add(kept.value());
        unreadable.add(kept.value().id());
        context.trace().covered(CoveragePoint.RECORD_UNREADABLE);
        process.observations().leave();
      } else {
        readable.add(kept);
      }
    }
    return new Listing(readable, foreign, unreadable);
  }

  @Override
  public Optional<Versioned<SubmissionRecord>> read(String id) {
    Optional<Versioned<SubmissionRecord>> read = super.read(id);
    if (process.isOld() && read.isPresent() && isNew(id)) {
      throw new UnreadableRecord("record " + id, new IllegalStateException("of a later version"));
    }
    return read;
  }

  private boolean isNew(String id) {
    return Optional.ofNullable(context.users().submitted().get(id))
        .filter(one -> one.order() % 3 == 0)
        .isPresent();
  }
}
