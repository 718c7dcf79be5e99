package dev.slipway.wiring;

import java.util.Arrays;
import java.util.Map;

/**
 * Every environment variable that Slipway reads, with what counts where it is not set. The table in
 * function/README.md is the same for users, and a test compares the two.
 */
public enum EnvironmentVariable {
  /** Project in which jobs run: its ID. */
  PROJECT("SLIPWAY_PROJECT", ""),

  /** Location in which jobs run, such as {@code us-central1}. */
  LOCATION("SLIPWAY_LOCATION", ""),

  /** Bucket where specs are uploaded. */
  SPEC_BUCKET("SLIPWAY_SPEC_BUCKET", ""),

  /** Bucket where the state is kept; never the spec bucket. */
  STATE_BUCKET("SLIPWAY_STATE_BUCKET", ""),

  /** Objects whose names begin otherwise are no specs. */
  SPEC_PREFIX("SLIPWAY_SPEC_PREFIX", ""),

  /** Objects whose names end otherwise are no specs. */
  SPEC_SUFFIXES("SLIPWAY_SPEC_SUFFIXES", ".json,.yaml,.yml"),

  /** ID of the persistent resource of specs that name none. */
  PERSISTENT_RESOURCE("SLIPWAY_PERSISTENT_RESOURCE", ""),

  /** What becomes of a spec that does not fit now. */
  WHEN_FULL("SLIPWAY_WHEN_FULL", "wait"),

  /** How long after its arrival a spec may wait for its launch. */
  WAIT_AT_MOST("SLIPWAY_WAIT_AT_MOST", "PT24H"),

  /** How long after its upload a spec is still taken. */
  TAKE_AT_MOST("SLIPWAY_TAKE_AT_MOST", "P7D"),

  /** How long a launch of unknown outcome is looked for. */
  LAUNCH_GRACE("SLIPWAY_LAUNCH_GRACE", "PT2M"),

  /** What becomes of such a launch after that. */
  WHEN_UNKNOWN("SLIPWAY_WHEN_UNKNOWN", "relaunch"),

  /** How long a running job may be missing from Vertex AI's own count of used replicas. */
  USAGE_LAG("SLIPWAY_USAGE_LAG", "PT0S"),

  /** Whether deleting a spec also cancels its job. */
  CANCEL_ON_DELETE("SLIPWAY_CANCEL_ON_DELETE", "false"),

  /** Jobs created in a minute at most. */
  LAUNCHES_PER_MINUTE("SLIPWAY_LAUNCHES_PER_MINUTE", "60"),

  /** What specs may ask for. */
  POLICY("SLIPWAY_POLICY", ""),

  /** Topics and subscriptions whose ticks count. */
  TICKS_FROM("SLIPWAY_TICKS_FROM", ""),

  /** Host and port of Vertex AI; where it is not set, the location's own. */
  VERTEX_ENDPOINT("SLIPWAY_VERTEX_ENDPOINT", ""),

  /** Where Cloud Storage is emulated; other clients of it have the same variable. */
  STORAGE_EMULATOR_HOST("STORAGE_EMULATOR_HOST", "");

  private static final String OURS = "SLIPWAY_";

  private final String id;
  private final String byDefault;

  EnvironmentVariable(String id, String byDefault) {
    this.id = id;
    this.byDefault = byDefault;
  }

  /** Its name in the environment. */
  public String id() {
    return id;
  }

  /** What counts where it is not set; empty for nothing. */
  public String byDefault() {
    return byDefault;
  }

  /** Its value, without white space around it; empty when it is not set. */
  public String in(Map<String, String> variables) {
    return variables.getOrDefault(id, "").strip();
  }

  /** Whether a name in the environment is meant for Slipway, be it known or not. */
  public static boolean isOurs(String name) {
    return name.startsWith(OURS);
  }

  /** Whether there is a variable of this name. */
  static boolean isKnown(String name) {
    return Arrays.stream(values()).anyMatch(variable -> variable.id.equals(name));
  }

  @Override
  public String toString() {
    return id;
  }
}
