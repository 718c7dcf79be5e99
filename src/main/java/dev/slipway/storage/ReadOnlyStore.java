package dev.slipway.storage;

import java.util.Optional;

/** A bucket for those who only look: what would change it is refused before anything is sent. */
public final class ReadOnlyStore extends ForwardingObjectStore {

  /** Looks at that bucket. */
  public ReadOnlyStore(ObjectStore store) {
    super(store);
  }

  /**
   * Refuses.
   *
   * @throws IllegalStateException always
   */
  @Override
  public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
    throw refused("write", object.name());
  }

  /**
   * Refuses.
   *
   * @throws IllegalStateException always
   */
  @Override
  public boolean delete(String name, String generation) {
    throw refused("delete", name);
  }

  private IllegalStateException refused(String call, String name) {
    return new IllegalStateException(
        "only for looking, but asked to " + call + " " + address(name));
  }
}
