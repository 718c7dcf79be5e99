package dev.slipway.wiring;

import dev.slipway.dispatch.model.SpecFilter;
import dev.slipway.storage.GoogleObjectStore;
import dev.slipway.storage.Timeouts;
import dev.slipway.vertex.CallTimeouts;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Where a deployment is, for those who reach it from outside: what they name, or else what the
 * function's own environment variables say, or else what terraform/main.tf calls it by default.
 *
 * @param project where jobs run: an ID
 * @param location where jobs run, such as {@code us-central1}; empty when nobody says
 * @param specs where specs are uploaded, and which objects are specs
 * @param stateBucket where the state is kept
 * @param vertexEndpoint host and port of Vertex AI; empty when nobody says the location
 * @param storageEmulator where Cloud Storage is emulated; empty for the real one
 * @param defaultResource persistent resource of specs that name none; empty when nobody says
 */
public record DeploymentAddress(
    String project,
    String location,
    SpecFilter specs,
    String stateBucket,
    String vertexEndpoint,
    Optional<URI> storageEmulator,
    String defaultResource) {

  /** {@code name} in terraform/variables.tf. */
  private static final String NAME = "slipway";

  /** Variables that say how to reach Google, whichever deployment it is. */
  private static final Set<String> OF_THE_WAY =
      Set.of(
          EnvironmentVariable.VERTEX_ENDPOINT.id(), EnvironmentVariable.STORAGE_EMULATOR_HOST.id());

  /**
   * What somebody names; each empty when he does not.
   *
   * @param project where jobs run: an ID
   * @param location where jobs run
   * @param specBucket where specs are uploaded
   * @param stateBucket where the state is kept
   */
  public record Named(String project, String location, String specBucket, String stateBucket) {}

  /**
   * Finds a deployment.
   *
   * @param variables of the environment; they describe one deployment, so that those on buckets and
   *     the like do not count when another project is named than theirs
   * @return empty when nobody says the project
   * @throws IllegalArgumentException when something is wrong; its message names all that is
   */
  public static Optional<DeploymentAddress> find(Named named, Map<String, String> variables) {
    Variables read = new Variables(concerning(named.project(), variables));
    String project =
        named.project().isEmpty() ? read.text(EnvironmentVariable.PROJECT) : named.project();
    if (project.isEmpty()) {
      return Optional.empty();
    }
    String location =
        named.location().isEmpty() ? read.text(EnvironmentVariable.LOCATION) : named.location();
    DeploymentAddress address =
        new DeploymentAddress(
            project,
            location,
            new SpecFilter(
                bucket(
                    read,
                    EnvironmentVariable.SPEC_BUCKET,
                    named.specBucket(),
                    usual(project, "specs")),
                read.text(EnvironmentVariable.SPEC_PREFIX),
                read.list(EnvironmentVariable.SPEC_SUFFIXES)),
            bucket(
                read,
                EnvironmentVariable.STATE_BUCKET,
                named.stateBucket(),
                usual(project, "state")),
            read.endpoint(
                EnvironmentVariable.VERTEX_ENDPOINT,
                location.isEmpty() ? "" : Environment.vertexEndpoint(location)),
            read.uri(EnvironmentVariable.STORAGE_EMULATOR_HOST),
            read.resourceId(EnvironmentVariable.PERSISTENT_RESOURCE));
    read.throwIfWrong("The deployment cannot be reached");
    return Optional.of(address);
  }

  private static String bucket(
      Variables read, EnvironmentVariable variable, String named, String usual) {
    String value = named.isEmpty() ? read.text(variable, usual) : named;
    if (value.contains("/")) {
      read.wrong(
          (named.isEmpty() ? variable + " is " : "the bucket is ")
              + value
              + "; it must be the bucket's name alone, without gs:// and path");
    }
    return value;
  }

  private static Map<String, String> concerning(String project, Map<String, String> variables) {
    String theirs = EnvironmentVariable.PROJECT.in(variables);
    return project.isEmpty() || theirs.isEmpty() || theirs.equals(project)
        ? variables
        : variables.entrySet().stream()
            .filter(variable -> OF_THE_WAY.contains(variable.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The buckets that are reached from outside, by their names; nothing is sent yet. */
  public Function<String, GoogleObjectStore> buckets() {
    return GoogleObjectStore.connect(storageEmulator, project, Timeouts.NORMAL);
  }

  /**
   * Its part of Vertex AI; nothing is sent yet.
   *
   * @throws UncheckedIOException when there are no application default credentials
   */
  public VertexAdapters vertex() {
    return new VertexAdapters(
        VertexAdapters.connect(vertexEndpoint, CallTimeouts.NORMAL), project, location);
  }

  /** Whether a bucket is called as Terraform calls it where nobody names another. */
  public boolean isUsual(String bucket) {
    return bucket.equals(usual(project, "specs")) || bucket.equals(usual(project, "state"));
  }

  private static String usual(String project, String what) {
    return project + "-" + NAME + "-" + what;
  }
}
