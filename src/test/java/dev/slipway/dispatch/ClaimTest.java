package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.FakeJobs;
import dev.slipway.dispatch.port.FakeResources;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.policy.Policy;
import dev.slipway.problem.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a claim rests on: the record that was written, its grace, and the resource it names. */
final class ClaimTest {

  private static final String AFTER_THE_CLAIM = "state find done/";

  private final World world = new World();
  private final Instance slipway = world.start();
  private Submission spec = Submission.published("none yet");

  @BeforeEach
  void aSpecWaits() {
    spec = world.upload("team/job.json", SpecTexts.spec("job", 3));
    slipway.takeIn(spec);
  }

  @Test
  void aRecordThatNamesAnothersJobByNowIsNotLaunchedAgainEvenIfBothClocksStoodStill() {
    slipway
        .calls()
        .before(
            AFTER_THE_CLAIM,
            () ->
                world.change(
                    spec,
                    world
                        .progress(spec)
                        .asJob(world.stray(spec, "other").name(), State.PENDING, FakeTime.START)));

    slipway.tick();

    assertEquals(List.of(), world.jobs().requests());
  }

  @Test
  void aWishThatWasNotedBetweenTheClaimAndTheListIsHeeded() {
    slipway
        .calls()
        .before(
            AFTER_THE_CLAIM,
            () -> world.change(spec, world.progress(spec).wished(Wish.CANCEL_ASKED)));

    slipway.tick();

    assertEquals(List.of(), world.jobs().requests());
    assertEquals(State.WITHDRAWN, world.status(spec).state());
  }

  @Test
  void aClaimIsReleasedAlthoughAWishWasNotedOnItMeanwhile() {
    Instance quick = world.start();
    quick
        .calls()
        .before(
            AFTER_THE_CLAIM,
            () -> {
              world.change(spec, world.progress(spec).wished(Wish.NO_LAUNCH));
              world.time().pass(Settings.LOOK_LASTS);
            });

    quick.tick();

    assertFalse(world.isQueued(spec), "withdrawn, and no replicas are held for the grace");
  }

  @Test
  void theGraceOfAClaimIsThatOfTheProcessThatMadeIt() {
    Instance patient = world.start(settings(Duration.ofMinutes(10), World.RESOURCE));
    Instance hasty = world.start(settings(Duration.ofMinutes(1), World.RESOURCE));
    world.jobs().answer(FakeJobs.CALL_LOST);
    patient.tick();
    assertEquals(Duration.ofMinutes(10), world.progress(spec).attempt().grace());

    world.time().pass(Duration.ofMinutes(9));
    hasty.tick();
    assertEquals(State.LAUNCHING, world.progress(spec).state());
    world.time().pass(Duration.ofMinutes(1));
    hasty.tick();

    assertEquals(2, world.jobs().requests().size());
  }

  @Test
  void aClaimOfAnOlderVersionIsLookedForAsLongAsOurOwn() {
    world.change(
        spec,
        world.progress(spec).claimed("old", Duration.ZERO, List.of("pool-0"), FakeTime.START));

    world.time().pass(Duration.ofSeconds(119));
    slipway.tick();
    assertEquals(State.LAUNCHING, world.progress(spec).state());
    world.time().pass(Duration.ofSeconds(1));
    slipway.tick();

    assertEquals(State.PENDING, world.progress(spec).state());
  }

  @Test
  void thePolicyIsAskedAboutTheResourceOnWhichTheJobWillRun() {
    Submission anywhere = world.upload("team/anywhere.json", SpecTexts.anywhere("anywhere"));
    world.start(settings(Duration.ofMinutes(2), "gpu")).takeIn(anywhere);
    world.resources().put(FakeResources.resource("gpu", dev.slipway.pool.ResourceState.RUNNING, 4));
    world.allow(
        Policies.Current.of(
            Policy.parse(
                    "{\"persistentResources\": [\"training\"]}".getBytes(StandardCharsets.UTF_8))
                .policy()
                .orElseThrow()));

    slipway.tick();

    assertEquals(State.REJECTED, world.status(anywhere).state());
    assertEquals(ProblemCode.POLICY_RESOURCE, world.status(anywhere).problems().get(0).code());
  }

  @Test
  void withoutTheDefaultResourceOfItsIntakeASpecIsLaunchedOnTheOneOfItsRecord() {
    Submission anywhere = world.upload("team/anywhere.json", SpecTexts.anywhere("anywhere"));
    slipway.takeIn(anywhere);

    world.start(settings(Duration.ofMinutes(2), "")).tick();

    assertEquals(State.PENDING, world.status(anywhere).state());
  }

  private static Settings settings(Duration grace, String defaultResource) {
    return new Settings(
        defaultResource,
        false,
        Duration.ofHours(24),
        Duration.ofDays(7),
        grace,
        false,
        Duration.ZERO,
        false,
        60,
        "");
  }
}
