package dev.slipway.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.dispatch.view.ResourceSnapshot;
import dev.slipway.pool.Difference;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.PoolUsage;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.Shape;

/** Resource pools for programs. */
final class PoolsJson {

  private PoolsJson() {}

  /** The fields that must match, by their paths below a worker pool. */
  static JsonObject shape(Shape shape) {
    JsonObject json = new JsonObject();
    shape.fields().forEach(json::addProperty);
    return json;
  }

  /** In what a pool of the offered shape does not serve the one asked. */
  static JsonArray differences(Shape asked, Shape offered) {
    JsonArray json = new JsonArray();
    for (Difference difference : asked.differencesTo(offered)) {
      JsonObject one = new JsonObject();
      one.addProperty("field", difference.field());
      one.addProperty("asked", difference.asked());
      one.addProperty("offered", difference.offered());
      json.add(one);
    }
    return json;
  }

  /** A persistent resource with its pools. */
  static JsonObject resource(ResourceSource.ReadResource seen) {
    ResourceSnapshot sight = seen.sight();
    PersistentResource resource = sight.resource();
    JsonObject json = new JsonObject();
    json.addProperty("resource", resource.id());
    json.addProperty("state", resource.state().name());
    json.addProperty("live", seen.isLive());
    json.addProperty("waiting", sight.queue().size());
    JsonArray pools = new JsonArray();
    resource.pools().forEach(pool -> pools.add(pool(pool, sight)));
    json.add("pools", pools);
    return json;
  }

  private static JsonObject pool(ResourcePool pool, ResourceSnapshot sight) {
    PoolUsage taken = sight.taken().getOrDefault(pool.id(), PoolUsage.NOTHING);
    JsonObject json = new JsonObject();
    json.addProperty("id", pool.id());
    json.add("shape", shape(pool.shape()));
    json.addProperty("replicas", pool.replicas());
    json.addProperty("capacity", pool.capacity());
    json.addProperty("inUse", taken.inUse());
    json.addProperty("soon", taken.soon());
    json.addProperty("free", PoolComparison.free(pool, sight.taken()));
    JsonArray holders = new JsonArray();
    sight.holders().stream()
        .filter(holder -> holder.counted().pool().equals(pool.id()))
        .map(PoolsJson::holder)
        .forEach(holders::add);
    json.add("holders", holders);
    return json;
  }

  private static JsonObject holder(ResourceSnapshot.Holder holder) {
    JsonObject json = new JsonObject();
    json.addProperty("job", holder.job());
    json.addProperty("spec", holder.spec());
    json.addProperty("replicas", holder.counted().replicas());
    json.addProperty("running", holder.counted().running());
    return json;
  }
}
