package dev.slipway.cli;

import dev.slipway.cli.local.Local;
import dev.slipway.cli.local.LocalCloud;
import dev.slipway.dispatch.model.SpecFilter;
import dev.slipway.wiring.DeploymentAddress;
import dev.slipway.wiring.EnvironmentVariable;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which Slipway a command asks: that of {@code slipway local}, or one in a project of Google. */
public final class DeploymentOption {

  private static final String HOST = "127.0.0.1:";

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Port of Cloud Storage of the 'slipway local' to ask (default: "
              + Local.DEFAULT_PORT
              + ", unless a project is named).")
  private @Nullable Integer port;

  @Option(
      names = "--project",
      paramLabel = "ID",
      defaultValue = "",
      description =
          "Ask the deployment in this project, with application default credentials (default:"
              + " SLIPWAY_PROJECT).")
  private String project;

  @Option(
      names = "--spec-bucket",
      paramLabel = "BUCKET",
      defaultValue = "",
      description = "Where its specs are (default: SLIPWAY_SPEC_BUCKET, or PROJECT-slipway-specs).")
  private String specBucket;

  @Option(
      names = "--state-bucket",
      paramLabel = "BUCKET",
      defaultValue = "",
      description = "Where its state is (default: SLIPWAY_STATE_BUCKET, or PROJECT-slipway-state).")
  private String stateBucket;

  @Mixin private LocationOption location;

  /**
   * The deployment that was named; nothing is asked yet.
   *
   * @throws ParameterException when what was named does not go together
   */
  public Deployment deployment() {
    Optional<DeploymentAddress> named = named();
    return new Deployment(
        named.orElseGet(this::local), named.isEmpty(), spec.commandLine().getErr());
  }

  /**
   * The same, where it must be known where jobs run.
   *
   * @throws ParameterException also when it is not
   */
  public Deployment located() {
    Deployment deployment = deployment();
    if (deployment.address().location().isEmpty()) {
      throw wrong("--project needs --location, such as --location us-central1");
    }
    return deployment;
  }

  /** A deployment; empty for {@code slipway local}. */
  private Optional<DeploymentAddress> named() {
    boolean isBucketNamed = !specBucket.isEmpty() || !stateBucket.isEmpty();
    if (port != null) {
      if (isBucketNamed || !project.isEmpty()) {
        throw wrong(
            "--port names a 'slipway local', --project and buckets a deployment; give one of both");
      }
      return Optional.empty();
    }
    try {
      Optional<DeploymentAddress> named =
          DeploymentAddress.find(
              new DeploymentAddress.Named(project, location.given(), specBucket, stateBucket),
              variables());
      if (named.isEmpty() && isBucketNamed) {
        throw wrong(
            (stateBucket.isEmpty() ? "--spec-bucket" : "--state-bucket")
                + " needs --project; of 'slipway local' it is known");
      }
      return named;
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  private DeploymentAddress local() {
    int storage = port == null ? Integer.parseInt(Local.DEFAULT_PORT) : port;
    return new DeploymentAddress(
        LocalCloud.PROJECT,
        location.given().isEmpty() ? LocalCloud.LOCATION : location.given(),
        new SpecFilter(
            LocalCloud.SPEC_BUCKET,
            "",
            List.of(EnvironmentVariable.SPEC_SUFFIXES.byDefault().split(",", -1))),
        LocalCloud.STATE_BUCKET,
        HOST + (storage + LocalCloud.VERTEX_PORT),
        Optional.of(URI.create("http://" + HOST + storage)),
        "");
  }

  /** Where jobs run: as given, or else this, or else as the environment has it. */
  String locationOr(String otherwise) {
    return location.or(otherwise, variables());
  }

  private Map<String, String> variables() {
    return Main.variables(spec);
  }

  /** A wrong usage of the command that has these options. */
  public ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
