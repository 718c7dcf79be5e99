package dev.slipway.storage;

import java.util.List;
import java.util.Optional;

/** A bucket for those who only look: what would change it is refused before anything is sent. */
public final class ReadOnlyStore implements ObjectStore {

  private final ObjectStore store;

  /** Looks at that bucket. */
  public ReadOnlyStore(ObjectStore store) {
    this.store = store;
  }

  @Override
  public Optional<StoredObject> find(String name) {
    return store.find(name);
  }

  @Override
  public Optional<byte[]> read(String name, int most) {
    return store.read(name, most);
  }

  @Override
  public Optional<byte[]> read(String name, String generation, int most) {
    return store.read(name, generation, most);
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

  @Override
  public List<StoredObject> list(String prefix) {
    return store.list(prefix);
  }

  @Override
  public List<StoredObject> list(String prefix, String from, String before) {
    return store.list(prefix, from, before);
  }

  @Override
  public Page page(String prefix, String from, int most) {
    return store.page(prefix, from, most);
  }

  @Override
  public String address(String name) {
    return store.address(name);
  }

  private IllegalStateException refused(String call, String name) {
    return new IllegalStateException(
        "only for looking, but asked to " + call + " " + store.address(name));
  }
}
