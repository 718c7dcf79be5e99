package dev.slipway.storage;

import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.ReadExecutor;
import dev.slipway.dispatch.port.SequentialReads;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The queue under {@code queue/}: the record in the metadata ({@link RecordMetadata}); in the
 * content the spec as uploaded, or how it ended once the record is over.
 */
public final class BucketQueue implements Queue {

  /**
   * Records are of about a kilobyte: listing fewer than these takes less time than the further
   * answer that one waits for where something is new.
   */
  private static final int MANY = 250;

  private final ObjectStore store;
  private final TokenWrites writes;
  private final QueueLists lists;

  /**
   * A queue that lists every record at each call, one call after another: for callers without
   * threads.
   *
   * @param store the state bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public BucketQueue(ObjectStore store, Supplier<String> tokens) {
    this(store, tokens, new SequentialReads(), Integer.MAX_VALUE);
  }

  /**
   * A queue for callers that list it again and again. A long one is listed in parts at the same
   * time, and of records that this process knows already only the names and versions are listed.
   *
   * @param store the state bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public BucketQueue(ObjectStore store, Supplier<String> tokens, ReadExecutor concurrently) {
    this(store, tokens, concurrently, MANY);
  }

  /**
   * The same with another measure of length.
   *
   * @param many from how many known records on the rest alone is asked for
   */
  public BucketQueue(
      ObjectStore store, Supplier<String> tokens, ReadExecutor concurrently, int many) {
    this.store = store;
    writes = new TokenWrites(store, tokens);
    lists = new QueueLists(store, concurrently, many);
  }

  @Override
  public Listing list() {
    return lists.list();
  }

  @Override
  public Optional<Versioned<SubmissionRecord>> create(SubmissionRecord entry, byte[] spec) {
    check(entry, false);
    return write(entry, NewObject.TEXT, spec, Optional.empty());
  }

  @Override
  public Optional<Versioned<SubmissionRecord>> createEnded(
      SubmissionRecord entry, Outcome outcome) {
    check(entry, true);
    return write(entry, NewObject.JSON, OutcomeJson.write(outcome), Optional.empty());
  }

  @Override
  public Optional<Versioned<SubmissionRecord>> read(String id) {
    String name = StateNames.queue(id);
    return store
        .find(name)
        .map(
            object ->
                UnreadableObject.orElseThrow(
                    store.address(name),
                    () -> QueueLists.decode(object),
                    Queue.UnreadableRecord::new));
  }

  @Override
  public Optional<byte[]> spec(Versioned<SubmissionRecord> entry) {
    check(entry.value(), false);
    return content(entry);
  }

  @Override
  public Optional<Versioned<SubmissionRecord>> replace(
      Versioned<SubmissionRecord> old, SubmissionRecord next, byte[] spec) {
    check(next, false);
    return write(next, NewObject.TEXT, spec, Optional.of(old.generation()));
  }

  @Override
  public Optional<Versioned<SubmissionRecord>> end(
      Versioned<SubmissionRecord> old, SubmissionRecord next, Outcome outcome) {
    check(next, true);
    return write(next, NewObject.JSON, OutcomeJson.write(outcome), Optional.of(old.generation()));
  }

  @Override
  public Optional<Outcome> ending(Versioned<SubmissionRecord> entry) {
    check(entry.value(), true);
    String address = store.address(StateNames.queue(entry.value().id()));
    return content(entry)
        .map(bytes -> UnreadableObject.orRetryLater(address, () -> OutcomeJson.read(bytes)));
  }

  @Override
  public void delete(Versioned<SubmissionRecord> entry) {
    // Whether this call or an earlier try of it deleted the object makes no difference.
    store.delete(StateNames.queue(entry.value().id()), entry.generation());
  }

  private Optional<byte[]> content(Versioned<SubmissionRecord> entry) {
    String name = StateNames.queue(entry.value().id());
    return store.read(name, entry.generation(), OutcomeJson.LARGEST_BYTES);
  }

  private Optional<Versioned<SubmissionRecord>> write(
      SubmissionRecord next, String contentType, byte[] content, Optional<String> replaces) {
    NewObject object =
        new NewObject(StateNames.queue(next.id()), contentType, RecordMetadata.encode(next));
    return writes.write(object, content, replaces).map(written -> keep(written, next));
  }

  private Versioned<SubmissionRecord> keep(StoredObject written, SubmissionRecord entry) {
    Versioned<SubmissionRecord> kept = written.keep(entry);
    lists.wrote(written.version(), kept);
    return kept;
  }

  /** The content tells of the spec or of the ending by whether the record is over. */
  private static void check(SubmissionRecord entry, boolean over) {
    if (entry.isOver() != over) {
      throw new IllegalArgumentException(
          entry.submission()
              + " is "
              + (over ? "not over: " : "over: ")
              + entry.lifecycle().state());
    }
  }
}
