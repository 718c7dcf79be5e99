package dev.slipway.simulation;

import dev.slipway.dispatch.port.Schema;
import dev.slipway.spec.Json;
import dev.slipway.vertex.ProtoSchema;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The product's own schema, which is pure; what it said once it need not work out again. */
final class CachedSchema implements Schema {

  private static final Map<String, Checked> CHECKED = new ConcurrentHashMap<>();
  private static final Schema SCHEMA = new ProtoSchema();

  @Override
  public Checked check(Json.Obj document) {
    return CHECKED.computeIfAbsent(document.toString(), text -> SCHEMA.check(document));
  }
}
