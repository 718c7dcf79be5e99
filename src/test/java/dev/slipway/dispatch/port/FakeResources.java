package dev.slipway.dispatch.port;

import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/** Persistent resources in memory. */
public final class FakeResources implements Resources {

  private final Map<String, PersistentResource> resources = new ConcurrentHashMap<>();

  /** A resource in that state with one pool, {@code pool-0}, of so many n1-standard-4. */
  public static PersistentResource resource(String id, ResourceState state, long replicas) {
    ResourcePool pool =
        new ResourcePool("pool-0", Shape.of("n1-standard-4"), replicas, OptionalLong.empty(), 0);
    return new PersistentResource(id, state, List.of(pool), "", "", false, "", false);
  }

  /** Makes or changes a resource. */
  public void put(PersistentResource resource) {
    resources.put(resource.id(), resource);
  }

  /** Deletes a resource. */
  public void delete(String id) {
    resources.remove(id);
  }

  /** All of them, by ID. */
  public List<PersistentResource> all() {
    return resources.values().stream()
        .sorted(Comparator.comparing(PersistentResource::id))
        .toList();
  }

  @Override
  public Optional<PersistentResource> find(String id) {
    return Optional.ofNullable(resources.get(id));
  }
}
