package dev.slipway.storage;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Conditional writes that know their own hand. The client repeats a write whose answer was lost,
 * and the repetition then fails on what the first try wrote. So each write carries a fresh token in
 * the metadata, and whoever fails reads back: the own token means that it went through. Contents
 * are never compared: two writers may want the same.
 */
final class TokenWrites {

  /** The metadata key of the token. */
  static final String TOKEN = "token";

  private final ObjectStore store;
  private final Supplier<String> tokens;

  /**
   * @param tokens gives a new one at each call; safe for use by many threads
   */
  TokenWrites(ObjectStore store, Supplier<String> tokens) {
    this.store = store;
    this.tokens = tokens;
  }

  /**
   * Writes an object.
   *
   * @param replaces the generation that must be live; empty when none may be
   * @return what was written; empty when something else is live
   * @throws dev.slipway.dispatch.RetryLater also when it was written too often
   */
  Optional<StoredObject> write(NewObject object, byte[] content, Optional<String> replaces) {
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
    return store
        .find(object.name())
        .filter(live -> token.equals(live.metadata().get(TOKEN)))
        .<WriteResult>map(WriteResult.Written::new)
        .orElse(result);
  }
}
