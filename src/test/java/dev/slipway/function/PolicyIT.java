package dev.slipway.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.CaseFiles;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The function goes by the policy that is where Terraform puts it: an object of the state bucket.
 */
class PolicyIT {

  private static final String POLICY = "policy/1f.json";
  private static final Path SPEC = CaseFiles.ROOT.resolve("function/specs/no-resource.json");

  private EmulatedCloud cloud;
  private Map<String, String> variables;

  @BeforeEach
  void start() {
    cloud = EmulatedCloud.start();
    variables = new HashMap<>(cloud.variables());
    variables.put("SLIPWAY_POLICY", "gs://" + EmulatedCloud.STATE + "/" + POLICY);
  }

  @AfterEach
  void stop() throws Exception {
    cloud.close();
  }

  @Test
  void whatThePolicyDoesNotAllowIsRejected() throws Exception {
    allow("{\"images\": [\"us-docker.pkg.dev/nobody/nothing/\"]}");
    try (DeployedFunction function = DeployedFunction.start(variables)) {
      Status told = submit(function);

      assertEquals(State.REJECTED, told.state());
      assertEquals(
          List.of(ProblemCode.POLICY_IMAGE), told.problems().stream().map(Problem::code).toList());
      assertEquals(0, cloud.vertex().jobs().size());
    }
  }

  @Test
  void aPolicyThatCannotBeReadStopsLaunchesUntilItCan() throws Exception {
    try (DeployedFunction function = DeployedFunction.start(variables)) {
      Status told = submit(function);

      assertEquals(State.WAITING, told.state());
      assertEquals(
          List.of("gs://slipway-state/policy/1f.json does not exist"),
          told.warnings().stream()
              .filter(warning -> warning.code() == ProblemCode.POLICY_UNREADABLE)
              .map(warning -> warning.facts().get("why"))
              .toList());
      assertEquals(0, cloud.vertex().jobs().size());

      allow("{}");
      // A failure lasts for five seconds; a tick with somebody waiting takes one.
      cloud.tickUntil(function, 60, () -> cloud.vertex().jobs().size() == 1);
    }
  }

  private void allow(String policy) {
    var unused = cloud.storage().put(EmulatedCloud.STATE, POLICY, policy.getBytes(UTF_8), Map.of());
  }

  private Status submit(DeployedFunction function) throws Exception {
    long generation = cloud.upload("job.json", Files.readString(SPEC));
    SampleEvent event = SampleEvent.now("storage-finalized").about("job.json", generation);
    assertEquals(200, function.post(event.text()).get());
    return cloud.status("job.json").orElseThrow();
  }
}
