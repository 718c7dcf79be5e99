package dev.slipway.simulation.mutation;

import dev.slipway.storage.ForwardingObjectStore;
import dev.slipway.storage.NewObject;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StoredObject;
import dev.slipway.storage.Version;
import dev.slipway.storage.WriteResult;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

  /** What a process has seen of an object once is what it takes to stand for good. */
  static Mutation withoutGenerations() {
    return new Mutation() {
      @Override
      public ObjectStore state(ObjectStore bucket) {
        return new Unchanging(bucket);
      }
    };
  }

  private static final class Unchanging extends ForwardingObjectStore {
    private final Map<String, Version> seen = new HashMap<>();

    Unchanging(ObjectStore store) {
      super(store);
    }

    private void note(StoredObject object) {
      seen.put(object.name(), object.version());
    }

    @Override
    public List<StoredObject> list(String prefix, String from, String before) {
      List<StoredObject> listed = super.list(prefix, from, before);
      listed.forEach(this::note);
      return listed;
    }

    @Override
    public Optional<StoredObject> find(String name) {
      Optional<StoredObject> found = super.find(name);
      found.ifPresent(this::note);
      return found;
    }

    @Override
    public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
      WriteResult result = super.write(object, content, replaces);
      result.written().ifPresent(this::note);
      return result;
    }

    @Override
    public List<Version> versions(String prefix, String from, String before) {
      return super.versions(prefix, from, before).stream()
          .map(version -> seen.getOrDefault(version.name(), version))
          .toList();
    }
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
          object.metageneration(),
          object.size(),
          object.created(),
          object.updated(),
          metadata);
    }
  }
}
