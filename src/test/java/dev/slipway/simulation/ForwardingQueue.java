package dev.slipway.simulation;

import dev.slipway.dispatch.model.Ending;
import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.port.Queue;
import java.util.Optional;

/** Hands every call on; mutations override the one that lies. */
abstract class ForwardingQueue implements Queue {

  private final Queue queue;

  ForwardingQueue(Queue queue) {
    this.queue = queue;
  }

  @Override
  public Listing list() {
    return queue.list();
  }

  @Override
  public Optional<Kept<QueueRecord>> create(QueueRecord entry, byte[] spec) {
    return queue.create(entry, spec);
  }

  @Override
  public Optional<Kept<QueueRecord>> createEnded(QueueRecord entry, Ending ending) {
    return queue.createEnded(entry, ending);
  }

  @Override
  public Optional<Kept<QueueRecord>> read(String id) {
    return queue.read(id);
  }

  @Override
  public Optional<byte[]> spec(Kept<QueueRecord> entry) {
    return queue.spec(entry);
  }

  @Override
  public Optional<Kept<QueueRecord>> replace(Kept<QueueRecord> old, QueueRecord next, byte[] spec) {
    return queue.replace(old, next, spec);
  }

  @Override
  public Optional<Kept<QueueRecord>> end(Kept<QueueRecord> old, QueueRecord next, Ending ending) {
    return queue.end(old, next, ending);
  }

  @Override
  public Optional<Ending> ending(Kept<QueueRecord> entry) {
    return queue.ending(entry);
  }

  @Override
  public void delete(Kept<QueueRecord> entry) {
    queue.delete(entry);
  }
}
