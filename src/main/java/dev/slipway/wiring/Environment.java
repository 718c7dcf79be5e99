package dev.slipway.wiring;

import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.SpecFilter;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment variables say; function/README.md lists them with their defaults.
 *
 * @param project where jobs run: an ID
 * @param location where jobs run, such as {@code us-central1}
 * @param specBucket where specs are uploaded
 * @param stateBucket where the state is kept
 * @param specPrefix objects whose names begin otherwise are no specs; empty for all
 * @param specSuffixes objects whose names end otherwise are no specs
 * @param ticksFrom full names of the topics and subscriptions whose ticks count; none for all
 * @param vertexEndpoint host and port of Vertex AI
 * @param storageEmulator where Cloud Storage is emulated; empty for the real one
 * @param policy what is allowed
 * @param settings how Slipway behaves
 * @param notes what to say at start: variables that have no effect
 */
public record Environment(
    String project,
    String location,
    String specBucket,
    String stateBucket,
    String specPrefix,
    List<String> specSuffixes,
    List<String> ticksFrom,
    String vertexEndpoint,
    Optional<URI> storageEmulator,
    PolicyAddress policy,
    Settings settings,
    List<String> notes) {

  public Environment {
    specSuffixes = List.copyOf(specSuffixes);
    ticksFrom = List.copyOf(ticksFrom);
    notes = List.copyOf(notes);
  }

  /**
   * Reads the variables.
   *
   * @throws IllegalArgumentException when any is missing or wrong; its message names all that are
   */
  public static Environment of(Map<String, String> variables) {
    Variables read = new Variables(variables);
    String location = read.required("SLIPWAY_LOCATION");
    Environment environment =
        new Environment(
            read.required("SLIPWAY_PROJECT"),
            location,
            read.bucket("SLIPWAY_SPEC_BUCKET"),
            read.bucket("SLIPWAY_STATE_BUCKET"),
            read.text("SLIPWAY_SPEC_PREFIX", ""),
            read.list("SLIPWAY_SPEC_SUFFIXES", DeploymentAddress.SPEC_SUFFIXES),
            read.origins("SLIPWAY_TICKS_FROM"),
            read.endpoint("SLIPWAY_VERTEX_ENDPOINT", vertexEndpoint(location)),
            read.uri("STORAGE_EMULATOR_HOST"),
            new PolicyAddress(read.text("SLIPWAY_POLICY", "")),
            settings(read),
            read.unknown());
    if (!environment.specBucket.isEmpty()
        && environment.specBucket.equals(environment.stateBucket)) {
      read.wrong(
          "SLIPWAY_SPEC_BUCKET and SLIPWAY_STATE_BUCKET are both "
              + environment.specBucket
              + ": every status written would arrive as a spec; give Slipway a state bucket of its"
              + " own");
    }
    environment.checkPolicy(read);
    read.throwIfWrong("Slipway cannot start");
    return environment;
  }

  private void checkPolicy(Variables read) {
    if (!policy.isWhole()) {
      read.wrong(
          "SLIPWAY_POLICY is "
              + policy.text()
              + "; it must be gs://BUCKET/OBJECT or the path of a file");
    } else if (policy.bucket().filter(specBucket::equals).isPresent()) {
      read.wrong(
          "SLIPWAY_POLICY is "
              + policy.text()
              + ", in the spec bucket: who uploads specs could write a policy of their own; put it"
              + " into another bucket");
    }
  }

  /** The variables of this process. */
  public static Map<String, String> variables() {
    return System.getenv();
  }

  /** https://cloud.google.com/vertex-ai/docs/reference/rest#rest_endpoints */
  static String vertexEndpoint(String location) {
    return location + "-aiplatform.googleapis.com:443";
  }

  /** Which objects are specs. */
  SpecFilter specs() {
    return new SpecFilter(specBucket, specPrefix, specSuffixes);
  }

  private static Settings settings(Variables read) {
    return new Settings(
        read.resourceId("SLIPWAY_PERSISTENT_RESOURCE"),
        read.choice("SLIPWAY_WHEN_FULL", List.of("wait", "reject")).equals("reject"),
        read.duration("SLIPWAY_WAIT_AT_MOST", "PT24H", "PT1M", "P365D"),
        read.duration("SLIPWAY_TAKE_AT_MOST", "P7D", "PT1M", "P365D"),
        read.duration("SLIPWAY_LAUNCH_GRACE", "PT2M", "PT30S", "P1D"),
        read.choice("SLIPWAY_WHEN_UNKNOWN", List.of("relaunch", "hold")).equals("hold"),
        read.duration("SLIPWAY_USAGE_LAG", "PT0S", "PT0S", "P1D"),
        read.choice("SLIPWAY_CANCEL_ON_DELETE", List.of("false", "true")).equals("true"),
        read.number("SLIPWAY_LAUNCHES_PER_MINUTE", 60),
        read.text("SLIPWAY_SPEC_PREFIX", ""));
  }
}
