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

/** Whether a spec would be taken, and where it would run. */
final class SpecValidityTest {

  @Test
  void aSpecWithoutAProblemIsValidAndNamesItsResource() {
    SpecReading reading = read(SpecTexts.spec("job", 1), Policy.ALLOW_ALL);

    assertTrue(reading.isValid());
    assertEquals("training", reading.resource());
    assertEquals(List.of(), reading.problems());
  }

  @Test
  void aSpecThatThePolicyForbidsIsReadAndNotValid() {
    SpecReading reading = read(SpecTexts.spec("job", 2), policy("{\"maxReplicas\": 1}"));

    assertFalse(reading.isValid());
    assertTrue(reading.spec().isPresent());
    assertEquals("training", reading.resource());
  }

  @Test
  void whatIsNoSpecIsNotValidAndNamesNoResource() {
    SpecReading reading = read("{]", Policy.ALLOW_ALL);

    assertFalse(reading.isValid());
    assertEquals("", reading.resource());
    assertEquals(
        List.of(ProblemCode.NOT_JSON), reading.problems().stream().map(Problem::code).toList());
  }

  @Test
  void whatWasNotReadIsNotValid() {
    Problem gone = Problem.of(ProblemCode.SPEC_GONE, "");

    assertEquals(List.of(gone), SpecReading.unreadable(List.of(gone)).problems());
    assertFalse(SpecReading.unreadable(List.of(gone)).isValid());
    assertFalse(SpecReading.unreadable(List.of()).isValid(), "there is no spec");
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
    return new SpecContext("", "job.json", new Team.Folder(folder), policy).unfit(resource);
  }

  private static SpecReading read(String spec, Policy policy) {
    return SpecReading.of(
        spec.getBytes(UTF_8),
        new ProtoSchema(),
        new SpecContext("", "job.json", new Team.Folder("team"), policy));
  }

  private static Policy policy(String json) {
    return Policy.parse(json.getBytes(UTF_8)).policy().orElseThrow();
  }
}
