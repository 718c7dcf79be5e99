package dev.slipway.simulation;

import dev.slipway.storage.ForwardingObjectStore;
import dev.slipway.storage.NewObject;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StoredObject;
import dev.slipway.storage.WriteResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Mutations of the state bucket. */
final class StoreMutations {

  private StoreMutations() {}

  /** Certain objects are written whatever stands there. */
  static Mutation withoutCompare(Predicate<NewObject> which) {
    return new Mutation() {
      @Override
      public ObjectStore state(ObjectStore bucket) {
        return new ForwardingObjectStore(bucket) {
          @Override
          public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
            return super.write(
                object,
                content,
                which.test(object) ? find(object.name()).map(StoredObject::generation) : replaces);
          }
        };
      }
    };
  }

  /** What is read after a failed write does not tell who wrote it. */
  static Mutation withoutReadBack() {
    return new Mutation() {
      @Override
      public ObjectStore state(ObjectStore bucket) {
        return new Nameless(bucket);
      }
    };
  }

  private static final class Nameless extends ForwardingObjectStore {
    private final Set<String> failed = new HashSet<>();

    Nameless(ObjectStore store) {
      super(store);
    }

    @Override
    public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
      WriteResult result = super.write(object, content, replaces);
      if (result instanceof WriteResult.Conflict) {
        failed.add(object.name());
      }
      return result;
    }

    @Override
    public Optional<StoredObject> find(String name) {
      Optional<StoredObject> found = super.find(name);
      return failed.remove(name) ? found.map(Nameless::nameless) : found;
    }

    private static StoredObject nameless(StoredObject object) {
      Map<String, String> metadata = new HashMap<>(object.metadata());
      metadata.put("token", "nobody");
      return new StoredObject(
          object.name(),
          object.generation(),
          object.size(),
          object.created(),
          object.updated(),
          metadata);
    }
  }
}
