package dev.slipway.dispatch.port;

import dev.slipway.spec.Json;
import java.util.HashSet;
import java.util.Set;

/** A schema with a bug that strikes specs of certain display names. */
public final class FragileSchema implements Schema {

  private final Schema schema;
  private final Set<String> struck = new HashSet<>();
  private final Set<String> deadly = new HashSet<>();

  /** The process ended, as when it has no memory left. */
  public static final class ProcessEnded extends Error {
    private static final long serialVersionUID = 1;
  }

  public FragileSchema(Schema schema) {
    this.schema = schema;
  }

  /** From now on the bug strikes specs of that display name. */
  public void breakOn(String displayName) {
    struck.add(displayName);
  }

  /** From now on, reading a spec of that display name ends the process. */
  public void endOn(String displayName) {
    deadly.add(displayName);
  }

  /** From now on, specs of that display name are read like any other. */
  public void mend(String displayName) {
    deadly.remove(displayName);
  }

  @Override
  public Checked check(Json.Obj document) {
    Checked checked = schema.check(document);
    if (deadly.contains(checked.spec().displayName())) {
      throw new ProcessEnded();
    }
    if (struck.contains(checked.spec().displayName())) {
      throw new IllegalStateException("a bug");
    }
    return checked;
  }
}
