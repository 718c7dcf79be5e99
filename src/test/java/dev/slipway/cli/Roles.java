package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.rpc.Code;
import dev.slipway.emulator.storage.AccessTable;
import dev.slipway.emulator.vertex.VertexFault;
import dev.slipway.emulator.vertex.VertexMethod;
import dev.slipway.storage.GoogleObjectStore;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.Timeouts;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A deployment where everybody, the launcher too, may do what Terraform grants and nothing else.
 */
final class Roles implements AutoCloseable {

  private static final String LAUNCHER = "launcher@example.com";

  private final AccessTable table = TerraformGrants.table();
  private final Map<String, Bearer> bearers = new HashMap<>();
  private final TestDeployment deployment;

  private Roles(Path folder) throws IOException {
    deployment =
        TestDeployment.start(
            folder, uri -> bearers.computeIfAbsent(LAUNCHER, who -> Bearer.of(who, uri)).uri());
    deployment.storage().guard(table);
  }

  static Roles start(Path folder) throws IOException {
    return new Roles(folder);
  }

  /** What the launcher does meanwhile, in its own right. */
  TestDeployment deployment() {
    return deployment;
  }

  /** Runs a command as somebody, in the project; arguments are parted by blanks. */
  CommandLines.CommandLineResult run(String principal, String command) {
    return run(
        principal,
        Stream.concat(
                Arrays.stream(command.split(" ", -1)),
                Stream.of("--project", "my-project", "--location", "us-central1"))
            .toList(),
        line -> {});
  }

  /** The launcher hears of what was uploaded, and a job whose state is told comes to its end. */
  void goOn(String line) {
    if (line.startsWith("uploaded ")) {
      deployment.arrived(line.replaceAll(".* as gs://[^/]+/(.*)#\\d+", "$1"));
    } else if (line.endsWith("  RUNNING")) {
      deployment.pass(Duration.ofMinutes(11));
      deployment.tick();
    }
  }

  /**
   * Runs a command as somebody.
   *
   * @param command its words
   * @param told is given each line as it is printed
   */
  CommandLines.CommandLineResult run(
      String principal, List<String> command, Consumer<String> told) {
    Bearer bearer = bearer(principal);
    forbid(principal);
    try {
      return CommandLines.run(
          deployment.variables(bearer.uri()),
          new PrintedLines(
              line -> {
                deployment.vertex().faults().clear();
                told.accept(line);
                forbid(principal);
              }),
          command.toArray(String[]::new));
    } finally {
      deployment.vertex().faults().clear();
    }
  }

  /** Somebody deletes a spec. */
  void delete(String principal, String object) {
    ObjectStore specs =
        GoogleObjectStore.connect(
                Optional.of(bearer(principal).uri()), "my-project", Timeouts.NORMAL)
            .apply(TestDeployment.SPECS);
    assertTrue(specs.delete(object, specs.find(object).orElseThrow().generation()));
  }

  private Bearer bearer(String principal) {
    return bearers.computeIfAbsent(principal, who -> Bearer.of(who, deployment.storage().uri()));
  }

  /** Vertex AI refuses what is not granted; over gRPC, in the words of IAM. */
  private void forbid(String principal) {
    Map<VertexMethod, String> permissions =
        Map.of(
            VertexMethod.CREATE_CUSTOM_JOB, "aiplatform.customJobs.create",
            VertexMethod.GET_CUSTOM_JOB, "aiplatform.customJobs.get",
            VertexMethod.LIST_CUSTOM_JOBS, "aiplatform.customJobs.list",
            VertexMethod.CANCEL_CUSTOM_JOB, "aiplatform.customJobs.cancel",
            VertexMethod.GET_PERSISTENT_RESOURCE, "aiplatform.persistentResources.get",
            VertexMethod.LIST_PERSISTENT_RESOURCES, "aiplatform.persistentResources.list");
    permissions.forEach(
        (method, permission) -> {
          if (!table.allows(principal, permission, "", "")) {
            deployment
                .vertex()
                .faults()
                .onEveryCall(
                    method,
                    VertexFault.refuse(
                        Code.PERMISSION_DENIED,
                        "Permission '"
                            + permission
                            + "' denied on resource (or it may not exist)."));
          }
        });
  }

  /** What is printed, line by line. */
  private static final class PrintedLines extends StringWriter {
    private final Consumer<String> told;
    private int seen;

    PrintedLines(Consumer<String> told) {
      this.told = told;
    }

    @Override
    public void flush() {
      List<String> lines = toString().lines().toList();
      while (seen < lines.size()) {
        seen++;
        told.accept(lines.get(seen - 1));
      }
    }
  }

  @Override
  public void close() {
    deployment.close();
    bearers.values().forEach(Bearer::close);
  }
}
