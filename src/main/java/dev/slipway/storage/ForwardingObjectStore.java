package dev.slipway.storage;

import java.util.List;
import java.util.Optional;

/** Hands every call on: whoever extends it overrides the few that are to go another way. */
public abstract class ForwardingObjectStore implements ObjectStore {

  private final ObjectStore store;

  /**
   * @param store gets every call
   */
  protected ForwardingObjectStore(ObjectStore store) {
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

  @Override
  public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
    return store.write(object, content, replaces);
  }

  @Override
  public boolean delete(String name, String generation) {
    return store.delete(name, generation);
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
  public List<Version> versions(String prefix, String from, String before) {
    return store.versions(prefix, from, before);
  }

  @Override
  public ObjectPage page(String prefix, String from, int most) {
    return store.page(prefix, from, most);
  }

  @Override
  public String address(String name) {
    return store.address(name);
  }
}
