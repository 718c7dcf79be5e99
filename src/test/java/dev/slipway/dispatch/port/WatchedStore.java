package dev.slipway.dispatch.port;

import dev.slipway.storage.ForwardingObjectStore;
import dev.slipway.storage.NewObject;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StoredObject;
import dev.slipway.storage.Version;
import dev.slipway.storage.WriteResult;
import java.util.List;
import java.util.Optional;

/** A bucket as one process calls it. */
public final class WatchedStore extends ForwardingObjectStore {

  private final Calls calls;
  private final String bucket;

  public WatchedStore(ObjectStore store, Calls calls, String bucket) {
    super(store);
    this.calls = calls;
    this.bucket = bucket;
  }

  @Override
  public Optional<StoredObject> find(String name) {
    return calls.make(bucket + " find " + name, () -> super.find(name));
  }

  @Override
  public Optional<byte[]> read(String name, int most) {
    return calls.make(bucket + " read " + name, () -> super.read(name, most));
  }

  @Override
  public Optional<byte[]> read(String name, String generation, int most) {
    return calls.make(bucket + " read " + name, () -> super.read(name, generation, most));
  }

  @Override
  public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
    return calls.make(
        bucket + " write " + object.name(), () -> super.write(object, content, replaces));
  }

  @Override
  public boolean delete(String name, String generation) {
    return calls.make(bucket + " delete " + name, () -> super.delete(name, generation));
  }

  @Override
  public List<StoredObject> list(String prefix) {
    return calls.make(bucket + " list " + prefix, () -> super.list(prefix));
  }

  @Override
  public List<StoredObject> list(String prefix, String from, String before) {
    return calls.make(bucket + " list " + prefix, () -> super.list(prefix, from, before));
  }

  @Override
  public List<Version> versions(String prefix, String from, String before) {
    return calls.make(bucket + " list " + prefix, () -> super.versions(prefix, from, before));
  }

  @Override
  public ObjectPage page(String prefix, String from, int most) {
    return calls.make(bucket + " page " + prefix, () -> super.page(prefix, from, most));
  }
}
