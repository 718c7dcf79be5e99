package dev.slipway.storage;

import dev.slipway.dispatch.model.RetryLater;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Conditional writes that know their own hand. The client repeats a write whose answer was lost,
 * and the repetition then fails on what the first try wrote. So each write carries a fresh token in
 * the metadata, and whoever fails reads back: the own token means that it went through. Contents
 * are never compared: two writers may want the same.
 */
public final class TokenWrites {

  /** The metadata key of the token. */
  static final String TOKEN = "token";

  private final ObjectStore store;
  private final Supplier<String> tokens;

  /**
   * Writes to a bucket.
   *
   * @param store the bucket
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  public TokenWrites(ObjectStore store, Supplier<String> tokens) {
    this.store = store;
    this.tokens = tokens;
  }

  /**
   * Writes an object.
   *
   * @param replaces the generation that must be live; empty when none may be
   * @return what was written; empty when something else is live
   * @throws RetryLater also when it was written too often, or was not created although nothing is
   *     there
   */
  public Optional<StoredObject> write(NewObject object, byte[] content, Optional<String> replaces) {
    WriteResult result = attempt(object, content, replaces);
    if (result instanceof WriteResult.TooOften tooOften) {
      throw tooOften.error();
    }
    return result.written();
  }

  /** The same, but tells what came of it. */
  WriteResult attempt(NewObject object, byte[] content, Optional<String> replaces) {
    String token = tokens.get();
    WriteResult result = store.write(object.with(TOKEN, token), content, replaces);
    if (result instanceof WriteResult.Written) {
      return result;
    }
    Optional<StoredObject> live = store.find(object.name());
    if (result instanceof WriteResult.Conflict && replaces.isEmpty() && live.isEmpty()) {
      throw cameAndWent(object);
    }
    return live.filter(standing -> token.equals(standing.metadata().get(TOKEN)))
        .<WriteResult>map(WriteResult.Written::new)
        .orElse(result);
  }

  /** Whoever takes it for "somebody else wrote it" would lose what was to be written. */
  private RetryLater cameAndWent(NewObject object) {
    String message =
        store.address(object.name())
            + " was not created as it was there already, and now it is not there";
    return new RetryLater(message, new IllegalStateException(message));
  }
}
