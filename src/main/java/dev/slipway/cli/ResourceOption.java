package dev.slipway.cli;

import dev.slipway.dispatch.view.OverviewPolicy;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which persistent resource a command is about that cannot do without one. */
final class ResourceOption {

  /** What the option takes. */
  static final String DESCRIPTION =
      "A persistent resource: a file, as 'gcloud ai persistent-resources describe --format=json'"
          + " prints it, or else an ID, which is looked up in 'slipway local', or with --project in"
          + " a project.";

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(names = "--resource", paramLabel = "FILE|ID", required = true, description = DESCRIPTION)
  private String resource;

  /**
   * Reads it.
   *
   * @param deployment says which deployment is asked for an ID
   * @param policy which of those in the queue may be launched
   * @throws ParameterException when there is no such file, resource, or it cannot be understood
   * @throws Unavailable when nothing answers
   */
  ResourceSource.ReadResource look(DeploymentOption deployment, OverviewPolicy policy) {
    return new ResourceSource(deployment, spec.commandLine(), policy).look(resource);
  }
}
