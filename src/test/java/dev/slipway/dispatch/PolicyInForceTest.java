package dev.slipway.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.policy.Policy;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Format;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Nothing is launched that the policy does not allow, whenever that was written. */
final class PolicyInForceTest {

  private static final String WHY = "gs://settings/policy.json does not exist";

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void whatIsNotAllowedIsRefusedAtIntake() {
    world.allow(policy("{\"maxReplicas\": 1}"));
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 2));

    slipway.hear(spec);

    assertEquals(State.REJECTED, world.status(spec).state());
    assertEquals(List.of(tooMany(2, 1)), world.status(spec).problems());
    assertEquals(Optional.of(Format.CUSTOM_JOB), world.status(spec).format());
  }

  @Test
  void whatIsNotAllowedAnyMoreIsRefusedAtItsLaunch() {
    Job other = world.occupy(4);
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 2));
    slipway.hear(spec);
    assertEquals(State.WAITING, world.status(spec).state());

    world.allow(policy("{\"maxReplicas\": 1}"));
    world.jobs().become(other.name(), State.SUCCEEDED);
    slipway.tick();

    assertEquals(State.REJECTED, world.status(spec).state());
    assertEquals(List.of(tooMany(2, 1)), world.status(spec).problems());
    assertEquals(List.of(), world.jobs().requests());
  }

  @Test
  void rulesOfATeamCountForItsFolderAndForMessages() {
    world.allow(
        policy(
            "{\"maxReplicas\": 1, \"teams\": {\"vision\": {\"maxReplicas\": 2}}, \"messages\":"
                + " {\"maxReplicas\": 0}}"));
    Submission own = world.upload("vision/job.json", SpecTexts.spec("job", 2));
    Submission other = world.upload("speech/job.json", SpecTexts.spec("job", 2));

    slipway.hear(own);
    slipway.hear(other);
    slipway.hear("vision/key", SpecTexts.spec("job", 1), FakeTime.START);

    assertEquals(State.PENDING, world.status(own).state());
    assertEquals(State.REJECTED, world.status(other).state());
    assertEquals(State.REJECTED, world.status(Submission.published("vision/key")).state());
  }

  /** It was launched by the rules for messages once: the folder was called as their team is. */
  @Test
  void noNameOfAnObjectMakesItASpecFromAMessage() {
    world.allow(policy("{\"maxReplicas\": 0, \"messages\": {\"maxReplicas\": 2}}"));
    Submission folder = world.upload("_pubsub/job.json", SpecTexts.spec("job", 1));

    slipway.hear(folder);
    slipway.tick();

    assertEquals(State.REJECTED, world.status(folder).state());
    assertEquals(
        List.of(Problem.of(ProblemCode.RESERVED_FOLDER, "", "folder", "_pubsub"), tooMany(1, 0)),
        world.status(folder).problems());
  }

  @Test
  void noSpecMayBeBelowAFolderThatSlipwayKeepsForItself() {
    Submission other = world.upload("_other/job.json", SpecTexts.spec("job", 1));
    Submission file = world.upload("_job.json", SpecTexts.spec("job", 1));
    Submission deeper = world.upload("vision/_pubsub/job.json", SpecTexts.spec("job", 1));

    slipway.hear(other);
    slipway.hear(file);
    slipway.hear(deeper);

    assertEquals(
        List.of(Problem.of(ProblemCode.RESERVED_FOLDER, "", "folder", "_other")),
        world.status(other).problems());
    assertEquals(State.PENDING, world.status(file).state());
    assertEquals(State.PENDING, world.status(deeper).state());
  }

  @Test
  void theTeamIsTakenBehindTheSpecPrefix() {
    Instance below = world.start(World.BELOW_A_FOLDER);
    world.allow(policy("{\"teams\": {\"interns\": {\"maxReplicas\": 1}}}"));
    Submission spec = world.upload("specs/interns/job.json", SpecTexts.spec("job", 2));

    below.hear(spec);

    assertEquals(State.REJECTED, world.status(spec).state());
  }

  @Test
  void whileThePolicyCannotBeUsedSpecsAreTakenInAndNothingIsLaunched() {
    world.allow(Policies.Current.unreadable(WHY));
    Submission first = world.upload("team/first.json", SpecTexts.spec("first", 4));
    Submission second = world.upload("team/second.json", SpecTexts.spec("second", 4));

    slipway.hear(first);
    slipway.hear(second);
    slipway.tick();

    for (Submission spec : List.of(first, second)) {
      assertEquals(State.WAITING, world.status(spec).state());
      assertEquals(List.of(unreadable()), world.status(spec).warnings());
    }
    assertEquals(List.of(), world.jobs().requests());

    world.allow(Policies.Current.of(Policy.ALLOW_ALL));
    slipway.tick();
    assertEquals(State.PENDING, world.status(first).state());
    assertEquals(List.of(), world.status(first).warnings());
  }

  @Test
  void aPolicyThatBreaksDuringAPassStopsTheLaunchesThatAreLeft() {
    Submission first = world.upload("team/first.json", SpecTexts.spec("first", 1));
    Submission second = world.upload("team/second.json", SpecTexts.spec("second", 1));
    slipway.takeIn(first);
    slipway.takeIn(second);
    slipway.calls().after("vertex create", () -> world.allow(Policies.Current.unreadable(WHY)));

    slipway.tick();

    assertEquals(State.PENDING, world.status(first).state());
    assertEquals(State.WAITING, world.status(second).state());
  }

  /** "Otherwise, uses the Vertex AI Custom Code Service Agent", whatever account a job names. */
  @Test
  void whereAccountsAreRuledNothingRunsOnAResourceThatDoesNotEnforceThem() {
    world.allow(policy("{\"serviceAccounts\": [\"trainer@p1\"]}"));
    Submission launchedAtOnce = world.upload("team/fast.json", asTrainer("fast"));
    Submission waiting = world.upload("team/slow.json", asTrainer("slow"));

    slipway.hear(launchedAtOnce);
    slipway.takeIn(waiting);
    slipway.tick();

    for (Submission spec : List.of(launchedAtOnce, waiting)) {
      assertEquals(State.WAITING, world.status(spec).state());
      assertEquals(List.of(runsAsAgent()), world.status(spec).warnings());
    }
    assertEquals(List.of(), world.jobs().requests());

    world.resources().put(enforcing(true));
    slipway.tick();
    assertEquals(State.PENDING, world.status(launchedAtOnce).state());
    assertEquals(State.PENDING, world.status(waiting).state());
  }

  @Test
  void thoseWhomAResourceMayNotRunKeepNothingFromTheOthers() {
    world.allow(policy("{\"teams\": {\"ruled\": {\"serviceAccounts\": [\"trainer@p1\"]}}}"));
    Submission ruled = world.upload("ruled/job.json", asTrainer("ruled"));
    Submission other = world.upload("other/job.json", SpecTexts.spec("other", 4));

    slipway.takeIn(ruled);
    slipway.takeIn(other);
    slipway.tick();

    assertEquals(State.WAITING, world.status(ruled).state());
    assertEquals(State.PENDING, world.status(other).state());
  }

  /** The policy may have changed since the queue was planned. */
  @Test
  void aResourceThatMayNotRunThemIsNoticedAtTheLaunchToo() {
    Submission first = world.upload("team/first.json", asTrainer("first"));
    Submission second = world.upload("team/second.json", asTrainer("second"));
    slipway.takeIn(first);
    slipway.takeIn(second);
    slipway
        .calls()
        .after(
            "vertex create", () -> world.allow(policy("{\"serviceAccounts\": [\"trainer@p1\"]}")));

    slipway.tick();

    assertEquals(State.PENDING, world.status(first).state());
    assertEquals(State.WAITING, world.status(second).state());
    assertTrue(world.status(second).warnings().contains(runsAsAgent()));
  }

  private static String asTrainer(String name) {
    return SpecTexts.spec(name, 1)
        .replace("\"workerPoolSpecs\"", "\"serviceAccount\": \"trainer@p1\", \"workerPoolSpecs\"");
  }

  private static PersistentResource enforcing(boolean isEnforcing) {
    ResourcePool pool =
        new ResourcePool("pool-0", Shape.of("n1-standard-4"), 4, OptionalLong.empty(), 0);
    return new PersistentResource(
        World.RESOURCE, ResourceState.RUNNING, List.of(pool), "", "", isEnforcing, "", false);
  }

  private static Problem runsAsAgent() {
    return Problem.of(ProblemCode.POLICY_RESOURCE_RUNS_AS_AGENT, "", "resource", World.RESOURCE);
  }

  @Test
  void aPriorityIsCappedInTheRecord() {
    world.occupy(4);
    world.allow(policy("{\"maxPriority\": 3}"));
    Submission spec = world.upload("team/job.json", SpecTexts.urgent("job", 1, 7));

    slipway.hear(spec);
    slipway.tick();

    assertEquals(3, world.queue().read(spec.id()).orElseThrow().value().request().priority());
    assertEquals(List.of(capped()), world.status(spec).warnings());
  }

  /** Taken in while there was no policy, it would go first for ever. */
  @Test
  void aPriorityThatIsCappedLaterLosesItsPlace() {
    Submission urgent = world.upload("team/urgent.json", SpecTexts.urgent("urgent", 4, 7));
    Submission plain = world.upload("team/plain.json", SpecTexts.urgent("plain", 4, 5));
    slipway.takeIn(urgent);
    slipway.takeIn(plain);
    world.allow(policy("{\"maxPriority\": 3}"));

    slipway.tick();

    assertEquals(State.PENDING, world.status(urgent).state());
    assertEquals(List.of(capped()), world.status(urgent).warnings());
    assertEquals(State.WAITING, world.status(plain).state());
  }

  @Test
  void whatMaySurpriseOnTheResourceIsToldAndStays() {
    ResourcePool pool =
        new ResourcePool("pool-0", Shape.of("n1-standard-4"), 4, OptionalLong.empty(), 0);
    world
        .resources()
        .put(
            new PersistentResource(
                World.RESOURCE,
                ResourceState.RUNNING,
                List.of(pool),
                "projects/1/global/networks/vpc",
                "",
                false,
                "",
                false));
    Submission launched = world.upload("team/launched.json", SpecTexts.spec("launched", 4));
    Submission waiting = world.upload("team/waiting.json", SpecTexts.spec("waiting", 4));

    slipway.hear(launched);
    slipway.hear(waiting);
    slipway.tick();

    Problem leftOut =
        Problem.of(
            ProblemCode.NETWORK_LEFT_OUT,
            "jobSpec.network",
            "resource",
            World.RESOURCE,
            "offered",
            "projects/1/global/networks/vpc");
    assertEquals(List.of(leftOut), world.status(launched).warnings());
    assertEquals(List.of(leftOut), world.status(waiting).warnings());
  }

  @Test
  void aRefusedSpecIsToldItsWarningsToo() {
    String text =
        SpecTexts.spec("job", 1)
            .replace("\"displayName\"", "\"createTime\": \"2026-11-21T12:00:00Z\", \"displayNam\"");
    Submission spec = world.upload("team/job.json", text);

    slipway.hear(spec);

    assertEquals(
        List.of(ProblemCode.UNKNOWN_FIELD),
        world.status(spec).problems().stream().map(Problem::code).toList());
    assertEquals(
        List.of(ProblemCode.OUTPUT_ONLY_FIELD),
        world.status(spec).warnings().stream().map(Problem::code).toList());
  }

  @Test
  void aMessagesNameIsTheNameOfAJobWithoutOne() {
    Bytes spec = Bytes.of(SpecTexts.spec("", 1).getBytes(UTF_8));

    slipway.handle(new Signal.SpecPublished("key", "nightly", spec, FakeTime.START));

    assertEquals(
        "Text[value=nightly]",
        world.jobs().requests().get(0).document().get("displayName").orElseThrow().toString());
  }

  private static Policies.Current policy(String text) {
    return Policies.Current.of(Policy.parse(text.getBytes(UTF_8)).policy().orElseThrow());
  }

  private static Problem tooMany(int asked, int most) {
    return Problem.of(
        ProblemCode.POLICY_REPLICAS, "jobSpec.workerPoolSpecs", "asked", asked, "most", most);
  }

  private static Problem unreadable() {
    return Problem.of(ProblemCode.POLICY_UNREADABLE, "", "why", WHY);
  }

  private static Problem capped() {
    return Problem.of(
        ProblemCode.POLICY_PRIORITY_CAPPED, "labels.slipway-priority", "asked", 7, "most", 3);
  }
}
