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
    String location = read.required(EnvironmentVariable.LOCATION);
    Environment environment =
        new Environment(
            read.required(EnvironmentVariable.PROJECT),
            location,
            read.bucket(EnvironmentVariable.SPEC_BUCKET),
            read.bucket(EnvironmentVariable.STATE_BUCKET),
            read.text(EnvironmentVariable.SPEC_PREFIX),
            read.list(EnvironmentVariable.SPEC_SUFFIXES),
            read.origins(EnvironmentVariable.TICKS_FROM),
            read.endpoint(EnvironmentVariable.VERTEX_ENDPOINT, vertexEndpoint(location)),
            read.uri(EnvironmentVariable.STORAGE_EMULATOR_HOST),
            new PolicyAddress(read.text(EnvironmentVariable.POLICY)),
            settings(read),
            read.unknown());
    if (!environment.specBucket.isEmpty()
        && environment.specBucket.equals(environment.stateBucket)) {
      read.wrong(
          EnvironmentVariable.SPEC_BUCKET
              + " and "
              + EnvironmentVariable.STATE_BUCKET
              + " are both "
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
          EnvironmentVariable.POLICY
              + " is "
              + policy.text()
              + "; it must be gs://BUCKET/OBJECT or the path of a file");
    } else if (policy.bucket().filter(specBucket::equals).isPresent()) {
      read.wrong(
          EnvironmentVariable.POLICY
              + " is "
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
        read.resourceId(EnvironmentVariable.PERSISTENT_RESOURCE),
        read.isSetTo(EnvironmentVariable.WHEN_FULL, "reject"),
        read.duration(EnvironmentVariable.WAIT_AT_MOST, "PT1M", "P365D"),
        read.duration(EnvironmentVariable.TAKE_AT_MOST, "PT1M", "P365D"),
        read.duration(EnvironmentVariable.LAUNCH_GRACE, "PT30S", "P1D"),
        read.isSetTo(EnvironmentVariable.WHEN_UNKNOWN, "hold"),
        read.duration(EnvironmentVariable.USAGE_LAG, "PT0S", "P1D"),
        read.isSetTo(EnvironmentVariable.CANCEL_ON_DELETE, "true"),
        read.number(EnvironmentVariable.LAUNCHES_PER_MINUTE),
        read.text(EnvironmentVariable.SPEC_PREFIX));
  }
}
