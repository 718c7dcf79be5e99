package dev.slipway.cli;

import dev.slipway.dispatch.view.OverviewPolicy;
import dev.slipway.dispatch.view.ResourceSnapshot;
import dev.slipway.spec.SpecParser;
import dev.slipway.spec.SpecRules;
import dev.slipway.storage.StateNames;
import dev.slipway.storage.StorageCallException;
import dev.slipway.vertex.VertexResources;
import dev.slipway.vertex.tools.ResourceDocument;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where persistent resources are read: a file, a {@code slipway local}, or a project of Google. */
final class ResourceSource {

  private final DeploymentOption option;
  private final CommandLine commandLine;
  private final OverviewPolicy policy;

  /**
   * @param option says which deployment is asked
   * @param commandLine of the command that asks
   * @param policy which of those in the queue may be launched
   */
  ResourceSource(DeploymentOption option, CommandLine commandLine, OverviewPolicy policy) {
    this.option = option;
    this.commandLine = commandLine;
    this.policy = policy;
  }

  /**
   * What was seen.
   *
   * @param sight the resource, and who takes what
   * @param location where it is; empty when nobody says
   * @param isLive whether jobs were looked for; else taken is what the file says
   */
  record ReadResource(ResourceSnapshot sight, String location, boolean isLive) {}

  /**
   * Reads one.
   *
   * @throws ParameterException when there is no such file, resource, or it cannot be understood
   * @throws Unavailable when nothing answers
   */
  ReadResource look(String fileOrName) {
    if (fileOrName.equals("-") || Files.exists(Path.of(fileOrName))) {
      return fromFile(fileOrName);
    }
    if (!SpecRules.isResourceId(fileOrName)) {
      throw wrong(
          "there is no file "
              + fileOrName
              + ", and as the ID of a persistent resource it would be lower case letters, digits"
              + " and hyphens; 'gcloud ai persistent-resources describe ID --region=REGION"
              + " --format=json' makes such a file");
    }
    return asked(
        live ->
            ResourceSnapshot.take(fileOrName, live.sources(), Instant.now())
                .map(sight -> new ReadResource(sight, live.location(), true))
                .orElseThrow(
                    () ->
                        wrong(
                            "there is no file "
                                + fileOrName
                                + ", and no persistent resource of that ID in "
                                + live.where()
                                + "; 'slipway pools' lists those there are")));
  }

  /**
   * Reads all that there are, live.
   *
   * @throws Unavailable when nothing answers
   */
  List<ReadResource> lookAtAll() {
    return asked(
        live ->
            ResourceSnapshot.takeAll(live.resources().list(), live.sources(), Instant.now())
                .stream()
                .map(sight -> new ReadResource(sight, live.location(), true))
                .toList());
  }

  private ReadResource fromFile(String file) {
    ResourceDocument document = ofFile(file, commandLine);
    return new ReadResource(
        ResourceSnapshot.of(document.resource(), Instant.now()),
        option.locationOr(document.location()),
        /* isLive= */ false);
  }

  /**
   * Reads a file.
   *
   * @throws ParameterException when there is no such file, or it cannot be understood
   */
  static ResourceDocument ofFile(String file, CommandLine commandLine) {
    Input input = Input.readAll(commandLine, List.of(file)).get(0);
    if (input.size() > SpecParser.LARGEST_BYTES) {
      throw new ParameterException(
          commandLine, input.name() + " is larger than a description of a persistent resource");
    }
    try {
      return ResourceDocument.parse(input.bytes());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          commandLine,
          input.name()
              + " is not what 'gcloud ai persistent-resources describe ID --region=REGION"
              + " --format=json' prints: "
              + e.getMessage());
    }
  }

  /** What can be asked. */
  private record Live(
      VertexResources resources,
      ResourceSnapshot.SnapshotSources sources,
      String location,
      String where) {}

  private <T> T asked(Function<Live, T> question) {
    try (Deployment deployment = option.located()) {
      String location = deployment.address().location();
      return deployment.answered(
          () ->
              question.apply(
                  new Live(
                      deployment.resources(), sources(deployment), location, deployment.where())));
    }
  }

  private ResourceSnapshot.SnapshotSources sources(Deployment deployment) {
    return hasState(deployment)
        ? new ResourceSnapshot.SnapshotSources(
            deployment.resources(),
            deployment.jobs(),
            deployment.queue()::list,
            deployment.control()::pause,
            policy)
        : ResourceSnapshot.SnapshotSources.withoutState(deployment.resources(), deployment.jobs());
  }

  /** Where nobody named a state bucket, Slipway may not be deployed: jobs count all the same. */
  private static boolean hasState(Deployment deployment) {
    if (!deployment.address().isUsual(deployment.address().stateBucket())) {
      return true;
    }
    try {
      var unused = deployment.state().page(StateNames.QUEUE, "", 1);
      return true;
    } catch (StorageCallException e) {
      if (e.why() != StorageCallException.FailureKind.NO_BUCKET
          && e.why() != StorageCallException.FailureKind.FORBIDDEN) {
        throw e;
      }
      deployment.note(
          "Who waits is not counted: "
              + String.valueOf(FailureMessages.of(e, deployment).getMessage()));
      return false;
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(commandLine, message);
  }
}
