package dev.slipway.cli;

import dev.slipway.dispatch.check.SpecContext;
import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.dispatch.view.OverviewPolicy;
import dev.slipway.dispatch.view.ResourceSnapshot;
import dev.slipway.plan.Decision;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.problem.Problem;
import dev.slipway.report.StatusText;
import dev.slipway.text.Nearest;
import dev.slipway.vertex.JobSchema;
import dev.slipway.vertex.tools.NewSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes a spec that matches resource pools. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a spec that matches resource pools, ready to edit.",
      "Its worker pools match in every field; network and key are those of the persistent resource."
          + " The first worker pool is the primary and has 1 replica.",
      ""
    },
    footer = {
      "",
      "Ends with 0, or 2 when what is asked for could never run there; then nothing is written.",
      "",
      "Examples:",
      "  slipway new --resource training.json --pool a100 > train.json",
      "  slipway new --resource training --pool l4 --replicas 4 --output-file train.json",
      "  slipway new --resource training --pool l4 --pool l4 --pool cpu --name"
          + " with-parameter-servers"
    })
final class NewCommand implements Callable<Integer> {

  private static final String EXAMPLE_IMAGE = "us-docker.pkg.dev/my-project/training/train:1.0";
  private static final String EXAMPLE_ACCOUNT = "trainer@my-project.iam.gserviceaccount.com";

  @Spec private CommandSpec spec;

  @Mixin private ResourceOption resource;

  @Option(
      names = "--pool",
      paramLabel = "ID",
      required = true,
      description =
          "The resource pool of a worker pool; once for each worker pool, in order: primary,"
              + " workers, parameter or reduction servers, evaluators.")
  private List<String> pools;

  @Option(
      names = "--replicas",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Replicas of each worker pool behind the first. With a single --pool, of the whole job: 1"
              + " as primary, the others in a second worker pool (default: ${DEFAULT-VALUE}).")
  private int replicas;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "train",
      description = "Its display name (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--image",
      paramLabel = "URI",
      defaultValue = EXAMPLE_IMAGE,
      description = "Of the containers (default: ${DEFAULT-VALUE}, which is made up).")
  private String image;

  @Option(
      names = "--service-account",
      paramLabel = "EMAIL",
      defaultValue = "",
      description =
          "The account that the job runs as (default: none, or a made up one where the resource"
              + " demands one).")
  private String serviceAccount;

  @Option(
      names = "--output-file",
      paramLabel = "FILE",
      description = "Write it there, where nothing may stand yet (default: standard output).")
  private @Nullable Path file;

  @Mixin private DeploymentOption deployment;

  @Override
  public Integer call() {
    if (replicas < 1) {
      throw wrong("--replicas is " + replicas + "; it must be at least 1");
    }
    ResourceSource.ReadResource seen = resource.look(deployment, OverviewPolicy.UNKNOWN);
    PersistentResource target = seen.sight().resource();
    List<ResourcePool> chosen = pools.stream().map(id -> pool(target, id)).toList();
    NewSpec made = new NewSpec(name, image, account(target), demands(chosen));
    String document = made.document(target);
    List<Problem> problems = problems(document, seen);
    if (!problems.isEmpty()) {
      spec.commandLine().getErr().print(StatusText.problems("It could never run", problems));
      spec.commandLine().getErr().flush();
      return CheckVerdict.REJECTED.exitCode();
    }
    write(document);
    sayWhatIsMadeUp(made);
    return 0;
  }

  private ResourcePool pool(PersistentResource target, String id) {
    List<String> known = target.pools().stream().map(ResourcePool::id).toList();
    return target.pools().stream()
        .filter(pool -> pool.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "persistent resource \"%s\" has no pool \"%s\"%s; it has %s"
                        .formatted(
                            target.id(),
                            id,
                            Nearest.to(id, known).map(near -> ", nearest: " + near).orElse(""),
                            String.join(", ", known))));
  }

  private String account(PersistentResource target) {
    if (!serviceAccount.isEmpty() || !target.enforcesServiceAccount()) {
      return serviceAccount;
    }
    return target.serviceAccount().isEmpty() ? EXAMPLE_ACCOUNT : target.serviceAccount();
  }

  /**
   * "The first worker pool … replica count must be 1"
   * (https://cloud.google.com/vertex-ai/docs/training/distributed-training).
   */
  private List<Demand> demands(List<ResourcePool> chosen) {
    List<Demand> demands = new ArrayList<>();
    demands.add(new Demand(chosen.get(0).shape(), 1));
    if (chosen.size() == 1 && replicas > 1) {
      demands.add(new Demand(chosen.get(0).shape(), replicas - 1L));
    }
    chosen.stream().skip(1).map(pool -> new Demand(pool.shape(), replicas)).forEach(demands::add);
    return demands;
  }

  /** That there is no room now is no problem. */
  private List<Problem> problems(String document, ResourceSource.ReadResource seen) {
    SpecReading reading =
        SpecReading.of(
            document.getBytes(StandardCharsets.UTF_8),
            new JobSchema(seen.location()),
            new SpecContext(
                seen.sight().resource().id(), name, new Team.Folder(""), Policy.ALLOW_ALL));
    if (!reading.isValid()) {
      return reading.problems();
    }
    return seen.sight()
        .plan(
            List.of(
                new ResourceSnapshot.Newcomer(reading.spec().orElseThrow(), 0, Optional.empty())))
        .get(0)
        .match(launch -> List.of(), wait -> List.of(), Decision.Reject::problems);
  }

  private void write(String document) {
    Path target = file;
    if (target == null) {
      spec.commandLine().getOut().print(document);
      spec.commandLine().getOut().flush();
      return;
    }
    try {
      Files.writeString(target, document, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw wrong(target + " exists already; name another file, or delete it first");
    } catch (IOException e) {
      throw wrong(target + " cannot be written: " + e);
    }
  }

  private void sayWhatIsMadeUp(NewSpec made) {
    List<String> madeUp = new ArrayList<>();
    if (made.image().equals(EXAMPLE_IMAGE)) {
      madeUp.add("containerSpec.imageUri");
    }
    if (made.serviceAccount().equals(EXAMPLE_ACCOUNT)) {
      madeUp.add("serviceAccount");
    }
    if (!madeUp.isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("made up, put your own there: " + String.join(", ", madeUp));
      err.flush();
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
