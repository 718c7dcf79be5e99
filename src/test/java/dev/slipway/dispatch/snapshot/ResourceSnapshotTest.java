package dev.slipway.dispatch.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.Instance;
import dev.slipway.dispatch.SpecTexts;
import dev.slipway.dispatch.World;
import dev.slipway.dispatch.check.SpecContext;
import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.view.OverviewPolicy;
import dev.slipway.dispatch.view.ResourceSnapshot;
import dev.slipway.plan.Decision;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.pool.Allocation;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who asks beforehand is told what then happens. */
final class ResourceSnapshotTest {

  private final World world = new World();
  private final Instance slipway = world.start();
  private Policy policy = Policy.ALLOW_ALL;

  @Test
  void whoTakesReplicasIsTold() {
    Job theirs = world.occupy(1);
    Submission ours = upload("ours", 2, 0);

    assertEquals(
        List.of(
            new ResourceSnapshot.Holder(
                theirs.name(), "", new Allocation(theirs.name(), true, "pool-0", 1)),
            new ResourceSnapshot.Holder(
                world.progress(ours).job(),
                "ours.json",
                new Allocation(world.progress(ours).job(), false, "pool-0", 2))),
        sight().holders());
  }

  @Test
  void whoWaitsIsNotOvertakenInAPlanEither() {
    upload("runs", 2, 0);
    upload("waits", 4, 5);

    assertEquals(State.WAITING, foretold("later", 1, 0));
    assertEquals(State.PENDING, foretold("urgent", 1, 9));
    assertEquals(State.REJECTED, foretold("too-large", 5, 0));
  }

  @Test
  void severalAreAQueueAndOneIsByItself() {
    ResourceSnapshot.Newcomer three = newcomer("three", 3, 0);

    assertEquals(
        List.of(List.of("pool-0"), List.of()),
        sight().plan(List.of(three, three)).stream().map(ResourceSnapshotTest::pools).toList());
    assertEquals(List.of("pool-0"), pools(sight().plan(List.of(three)).get(0)));
  }

  /** World's resource does not enforce the accounts of jobs. */
  @Test
  void whomThePolicyKeepsFromTheResourceWaitsAndTakesNoPlace() {
    world.occupy(2);
    upload("ruled/waits", 4, 5);
    Problem ban =
        Problem.of(ProblemCode.POLICY_RESOURCE_RUNS_AS_AGENT, "", "resource", World.RESOURCE);
    ResourceSnapshot.Newcomer free = newcomer("free", 2, 0);
    ResourceSnapshot.Newcomer banned =
        new ResourceSnapshot.Newcomer(free.spec(), 9, Optional.of(ban));

    assertEquals(List.of(), pools(sight().plan(List.of(free)).get(0)));
    policy =
        Policy.parse("{\"teams\": {\"ruled\": {\"serviceAccounts\": []}}}".getBytes(UTF_8))
            .policy()
            .orElseThrow();
    assertEquals(
        List.of(new Decision.Wait(List.of(), List.of(ban)), new Decision.Launch(List.of("pool-0"))),
        sight().plan(List.of(banned, free)));
  }

  @Test
  void aPauseIsAReasonToWait() {
    world.requests().pause("noon");

    Decision decision = sight().plan(List.of(newcomer("job", 1, 0))).get(0);

    assertEquals(
        List.of(ProblemCode.PAUSED),
        decision.match(
            launch -> List.of(),
            wait -> wait.reasons().stream().map(Problem::code).toList(),
            reject -> List.of()));
  }

  @Test
  void aResourceThatIsNotThereIsNotSeen() {
    assertEquals(Optional.empty(), ResourceSnapshot.take("nowhere", sources(), world.time().now()));
  }

  /** What is planned, having made sure that it is also what becomes of it. */
  private State foretold(String name, int replicas, int priority) {
    State planned =
        sight()
            .plan(List.of(newcomer(name, replicas, priority)))
            .get(0)
            .match(launch -> State.PENDING, wait -> State.WAITING, reject -> State.REJECTED);
    assertEquals(planned, world.status(upload(name, replicas, priority)).state());
    return planned;
  }

  private static List<String> pools(Decision decision) {
    return decision.match(Decision.Launch::pools, wait -> List.of(), reject -> List.of());
  }

  private Submission upload(String name, int replicas, int priority) {
    Submission submission =
        world.upload(name + ".json", SpecTexts.urgent(name, replicas, priority));
    slipway.hear(submission);
    return submission;
  }

  private ResourceSnapshot.Newcomer newcomer(String name, int replicas, int priority) {
    SpecReading reading =
        SpecReading.of(
            SpecTexts.urgent(name, replicas, priority).getBytes(UTF_8),
            world.schema(),
            new SpecContext("", name, new Team.Folder(""), Policy.ALLOW_ALL));
    return new ResourceSnapshot.Newcomer(
        reading.spec().orElseThrow(), reading.priority(), Optional.empty());
  }

  private ResourceSnapshot sight() {
    return ResourceSnapshot.take(World.RESOURCE, sources(), world.time().now()).orElseThrow();
  }

  private ResourceSnapshot.SnapshotSources sources() {
    return new ResourceSnapshot.SnapshotSources(
        world.resources(),
        world.jobs(),
        world.queue()::list,
        world.control()::pause,
        OverviewPolicy.of(policy, ""));
  }
}
