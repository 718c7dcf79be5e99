package dev.slipway.simulation.mutation;

import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Queue;
import java.util.Optional;

/** Hands every call on; mutations override one. */
public abstract class ForwardingQueue implements Queue {

  private final Queue queue;

  public ForwardingQueue(Queue queue) {
    this.queue = queue;
  }

  @Override
  public Listing list() {
    return queue.list();
  }

  @Override
  public Optional<Versioned<SubmissionRecord>> create(SubmissionRecord entry, byte[] spec) {
    return queue.create(entry, spec);
  }

  @Override
  public Optional<Versioned<SubmissionRecord>> createEnded(
      SubmissionRecord entry, Outcome outcome) {
    return queue.createEnded(entry, outcome);
  }

  @Override
  public Optional<Versioned<SubmissionRecord>> read(String id) {
    return queue.read(id);
  }

  @Override
  public Optional<byte[]> spec(Versioned<SubmissionRecord> entry) {
    return queue.spec(entry);
  }

  @Override
  public Optional<Versioned<SubmissionRecord>> replace(
      Versioned<SubmissionRecord> old, SubmissionRecord next, byte[] spec) {
    return queue.replace(old, next, spec);
  }

  @Override
  public Optional<Versioned<SubmissionRecord>> end(
      Versioned<SubmissionRecord> old, SubmissionRecord next, Outcome outcome) {
    return queue.end(old, next, outcome);
  }

  @Override
  public Optional<Outcome> ending(Versioned<SubmissionRecord> entry) {
    return queue.ending(entry);
  }

  @Override
  public void delete(Versioned<SubmissionRecord> entry) {
    queue.delete(entry);
  }
}
