package dev.slipway.storage;

import dev.slipway.dispatch.model.RetryLater;
import java.util.Optional;

/** What came of a conditional write. */
public sealed interface WriteResult {

  /**
   * It was written.
   *
   * @param object as it stands now
   */
  record Written(StoredObject object) implements WriteResult {}

  /** Something else is live than the condition says (412). */
  record Conflict() implements WriteResult {}

  /**
   * The object was written too often to be written now (429): about one write a second lasts
   * (https://cloud.google.com/storage/quotas#objects).
   *
   * @param error to be thrown by whoever cannot do without
   */
  record TooOften(RetryLater error) implements WriteResult {}

  /** The object as written; empty when it was not. */
  default Optional<StoredObject> written() {
    return this instanceof Written it ? Optional.of(it.object()) : Optional.empty();
  }
}
