package dev.slipway.wiring;

import dev.slipway.dispatch.port.ReadExecutor;
import dev.slipway.storage.BucketControl;
import dev.slipway.storage.BucketOutcomes;
import dev.slipway.storage.BucketOwner;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.BucketStatusIndex;
import dev.slipway.storage.BucketStatuses;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.ReadOnlyStore;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The adapters to a state bucket, shared by the function, the status page and the command line.
 *
 * @param store the state bucket
 * @param tokens gives a new one at each call; safe for use by many threads
 */
public record StateAdapters(ObjectStore store, Supplier<String> tokens) {

  /** With tokens that no other process draws. */
  public static StateAdapters of(ObjectStore store) {
    return new StateAdapters(store, StateAdapters::token);
  }

  /** For those who only look: what would write is refused before anything is sent. */
  public static StateAdapters readOnly(ObjectStore store) {
    return new StateAdapters(
        new ReadOnlyStore(store),
        () -> {
          throw new IllegalStateException("only for looking");
        });
  }

  private static String token() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  /** The queue. */
  public BucketQueue queue() {
    return new BucketQueue(store, tokens);
  }

  /** The queue, read with that. */
  BucketQueue queue(ReadExecutor reads) {
    return new BucketQueue(store, tokens, reads);
  }

  /** How submissions ended. */
  public BucketOutcomes outcomes() {
    return new BucketOutcomes(store, tokens);
  }

  /** The status documents. */
  public BucketStatuses statuses() {
    return new BucketStatuses(store, tokens);
  }

  /** Which status documents there are. */
  BucketStatusIndex statusIndex() {
    return new BucketStatusIndex(store);
  }

  /** What operators set. */
  public BucketControl control() {
    return new BucketControl(store, tokens);
  }

  /** Which deployment the bucket belongs to. */
  public BucketOwner owner() {
    return new BucketOwner(store, tokens);
  }
}
