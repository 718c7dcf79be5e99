package dev.slipway.dispatch.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.SpecTexts;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.vertex.ProtoSchema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is found out about a spec without uploading it. */
final class SpecCheckTest {

  @Test
  void aSpecWithoutAProblemIsValidAndNamesItsResource() {
    SpecCheck check = check(SpecTexts.spec("job", 1), Policy.ALLOW_ALL);

    assertTrue(check.isValid());
    assertEquals("training", check.resource());
    assertEquals(List.of(), check.problems());
  }

  @Test
  void aSpecThatThePolicyForbidsIsReadAndNotValid() {
    SpecCheck check = check(SpecTexts.spec("job", 2), policy("{\"maxReplicas\": 1}"));

    assertFalse(check.isValid());
    assertTrue(check.spec().isPresent());
    assertEquals("training", check.resource());
  }

  @Test
  void whatIsNoSpecIsNotValidAndNamesNoResource() {
    SpecCheck check = check("{]", Policy.ALLOW_ALL);

    assertFalse(check.isValid());
    assertEquals("", check.resource());
    assertEquals(
        List.of(ProblemCode.NOT_JSON), check.problems().stream().map(Problem::code).toList());
  }

  @Test
  void whatWasRefusedBeforeItWasReadIsNotValid() {
    Problem gone = Problem.of(ProblemCode.SPEC_GONE, "");

    assertEquals(List.of(gone), SpecCheck.refused(List.of(gone)).problems());
    assertFalse(SpecCheck.refused(List.of(gone)).isValid());
    assertFalse(SpecCheck.refused(List.of()).isValid(), "there is no spec");
  }

  @Test
  void aResourceThatDoesNotEnforceAccountsDoesNotFitAPolicyOfAccounts() {
    Policy ruled = policy("{\"teams\": {\"ruled\": {\"serviceAccounts\": []}}}");

    assertEquals(Optional.empty(), unfit("free", ruled));
    assertEquals(
        Optional.of(
            Problem.of(ProblemCode.POLICY_RESOURCE_RUNS_AS_AGENT, "", "resource", "training")),
        unfit("ruled", ruled));
  }

  private static Optional<Problem> unfit(String folder, Policy policy) {
    ResourcePool pool =
        new ResourcePool("pool-0", Shape.of("n1-standard-4"), 1, OptionalLong.empty(), 0);
    PersistentResource resource =
        new PersistentResource(
            "training", ResourceState.RUNNING, List.of(pool), "", "", false, "", false);
    return new SpecCheck.Context("", "job.json", new Team.Folder(folder), policy).unfit(resource);
  }

  private static SpecCheck check(String spec, Policy policy) {
    return SpecCheck.of(
        spec.getBytes(UTF_8),
        new ProtoSchema(),
        new SpecCheck.Context("", "job.json", new Team.Folder("team"), policy));
  }

  private static Policy policy(String json) {
    return Policy.parse(json.getBytes(UTF_8)).policy().orElseThrow();
  }
}
