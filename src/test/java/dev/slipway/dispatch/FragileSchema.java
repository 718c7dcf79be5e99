package dev.slipway.dispatch;

import dev.slipway.spec.Json;
import java.util.HashSet;
import java.util.Set;

/** A schema with a bug that strikes specs of certain display names. */
final class FragileSchema implements Schema {

  private final Schema schema;
  private final Set<String> struck = new HashSet<>();

  FragileSchema(Schema schema) {
    this.schema = schema;
  }

  /** From now on the bug strikes specs of that display name. */
  void breakOn(String displayName) {
    struck.add(displayName);
  }

  @Override
  public Checked check(Json.Obj document) {
    Checked checked = schema.check(document);
    if (struck.contains(checked.spec().displayName())) {
      throw new IllegalStateException("a bug");
    }
    return checked;
  }
}
