package dev.slipway.cli;

import dev.slipway.dispatch.Sight;
import dev.slipway.spec.SpecParser;
import dev.slipway.spec.SpecRules;
import dev.slipway.storage.BucketControl;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.GoogleObjectStore;
import dev.slipway.storage.ObjectStore;
import dev.slipway.vertex.ResourceDocument;
import dev.slipway.vertex.VertexClients;
import dev.slipway.vertex.VertexJobs;
import dev.slipway.vertex.VertexResources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Where persistent resources are read: a file, a {@code slipway local}, or a project of Google. */
final class ResourceSource {

  /** What {@code --resource} takes, for the commands that have it. */
  static final String DESCRIPTION =
      "A persistent resource: a file, as 'gcloud ai persistent-resources describe --format=json'"
          + " prints it, or else an ID, which is looked up in 'slipway local', or with --project in"
          + " a project.";

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--project",
      paramLabel = "ID",
      defaultValue = "",
      description =
          "Look the resource up in this project, with application default credentials; needs"
              + " --location.")
  private String project;

  @Option(
      names = "--state-bucket",
      paramLabel = "BUCKET",
      defaultValue = "",
      description =
          "With --project: Slipway's state bucket there, to see who waits. Without it only jobs are"
              + " seen.")
  private String stateBucket;

  @Mixin private RunningCloud cloud;

  /**
   * What was seen.
   *
   * @param sight the resource, and who takes what
   * @param location where it is; empty when a file does not say
   * @param isLive whether jobs were looked for; else taken is what the file says
   */
  record Seen(Sight sight, String location, boolean isLive) {}

  /**
   * Reads one.
   *
   * @throws ParameterException when there is no such file, resource, or it cannot be understood
   * @throws Unavailable when nothing answers
   */
  Seen look(String fileOrName, LocationOption location) {
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
        location,
        live ->
            Sight.take(fileOrName, live.sources(), Instant.now())
                .map(sight -> new Seen(sight, live.location(), true))
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
  List<Seen> lookAtAll(LocationOption location) {
    return asked(
        location,
        live ->
            Sight.takeAll(live.resources().list(), live.sources(), Instant.now()).stream()
                .map(sight -> new Seen(sight, live.location(), true))
                .toList());
  }

  private Seen fromFile(String file) {
    Input input = Input.readAll(spec.commandLine(), List.of(file)).get(0);
    if (input.size() > SpecParser.LARGEST_BYTES) {
      throw wrong(input.name() + " is larger than a description of a persistent resource");
    }
    try {
      ResourceDocument document = ResourceDocument.parse(input.bytes());
      return new Seen(
          Sight.of(document.resource(), Instant.now()), document.location(), /* isLive= */ false);
    } catch (IllegalArgumentException e) {
      throw wrong(
          input.name()
              + " is not what 'gcloud ai persistent-resources describe ID --region=REGION"
              + " --format=json' prints: "
              + e.getMessage());
    }
  }

  /** What can be asked. */
  private record Live(
      VertexResources resources, Sight.Sources sources, String location, String where) {}

  private <T> T asked(LocationOption location, Function<Live, T> question) {
    boolean isLocal = project.isEmpty();
    if (!isLocal && location.given().isEmpty()) {
      throw wrong("--project needs --location, such as --location us-central1");
    }
    if (isLocal && !stateBucket.isEmpty()) {
      throw wrong("--state-bucket needs --project; of 'slipway local' it is known");
    }
    String endpoint =
        isLocal ? cloud.vertexEndpoint() : location.given() + "-aiplatform.googleapis.com:443";
    try (VertexClients clients = VertexClients.connect(endpoint)) {
      Live live =
          isLocal
              ? live(clients, LocalCloud.PROJECT, location.or(LocalCloud.LOCATION))
              : live(clients, project, location.given());
      return RunningCloud.answered(() -> question.apply(live));
    } catch (IOException e) {
      throw new Unavailable(
          "no credentials for Vertex AI: 'gcloud auth application-default login' gets some", e);
    }
  }

  private Live live(VertexClients clients, String id, String location) {
    VertexResources resources = new VertexResources(clients, id, location);
    VertexJobs jobs = new VertexJobs(clients, id, location);
    Sight.Sources sources =
        state()
            .map(bucket -> withState(resources, jobs, bucket))
            .orElseGet(() -> Sight.Sources.withoutState(resources, jobs));
    return new Live(resources, sources, location, id + "/" + location);
  }

  private Optional<ObjectStore> state() {
    if (project.isEmpty()) {
      return Optional.of(cloud.state());
    }
    return stateBucket.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new GoogleObjectStore(
                GoogleObjectStore.client(Optional.empty(), project), stateBucket));
  }

  private static Sight.Sources withState(
      VertexResources resources, VertexJobs jobs, ObjectStore bucket) {
    BucketQueue queue = new BucketQueue(bucket, ResourceSource::token);
    BucketControl control = new BucketControl(bucket, ResourceSource::token);
    return new Sight.Sources(resources, jobs, queue::list, control::pause);
  }

  private static String token() {
    return UUID.randomUUID().toString();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
