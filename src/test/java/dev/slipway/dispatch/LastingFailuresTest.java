package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Calls;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.policy.Policy;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.storage.ContentRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failures that stay with one submission, one object or one status must not reach the others. */
final class LastingFailuresTest {

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void whatVertexAiNeverConfirmsBacksOffAndLetsThoseBehindGoAhead() {
    Submission cursed = waiting("cursed", 4);
    Submission behind = waiting("behind", 4);
    refuseToAnswerFor(cursed);

    ticks(5);

    assertEquals(State.PENDING, world.status(behind).state());
    assertEquals(State.WAITING, world.status(cursed).state());
    assertEquals(
        List.of(ProblemCode.LAUNCH_NEVER_CONFIRMED), codes(world.status(cursed).warnings()));
    assertEquals(
        List.of(ProblemCode.BACKING_OFF),
        codes(world.status(cursed).waiting().orElseThrow().reasons()));
  }

  @Test
  void whatVertexAiNeverConfirmsTimesOutLikeAnyOther() {
    Submission cursed = waiting("cursed", 4);
    refuseToAnswerFor(cursed);

    ticks(24 * 60 + 40);

    assertEquals(State.TIMED_OUT, world.status(cursed).state());
    assertTrue(world.jobs().requests().size() < 60, "tried " + world.jobs().requests().size());
  }

  @Test
  void aLaunchThatCannotBeTriedBacksOffAndLetsThoseBehindGoAhead() {
    Submission cursed = waiting("cursed", 4);
    Submission behind = waiting("behind", 4);
    failEach("specs find team/cursed.json");

    ticks(1);

    assertEquals(State.PENDING, world.status(behind).state());
    Status told = world.status(cursed);
    assertEquals(State.WAITING, told.state());
    assertEquals(
        List.of(
            Problem.of(
                ProblemCode.LAUNCH_NOT_TRIED,
                "",
                "message",
                String.valueOf(Calls.unavailable().getMessage()))),
        told.warnings());
  }

  @Test
  void aLaunchThatCannotBeTriedTimesOutLikeAnyOther() {
    Submission cursed = waiting("cursed", 4);
    failEach("specs find team/cursed.json");

    ticks(24 * 60 + 10);

    assertEquals(State.TIMED_OUT, world.status(cursed).state());
    assertEquals(ProblemCode.WAITED_TOO_LONG, world.status(cursed).problems().get(0).code());
  }

  @Test
  void anObjectWhoseContentIsRefusedIsRejectedWithTheReason() {
    Submission locked = upload("locked", 1);
    String message = "Cloud Storage: read gs://specs/team/locked.json: 400 encrypted";
    refuseContent(message);

    slipway.hear(locked);

    Status told = world.status(locked);
    assertEquals(State.REJECTED, told.state());
    assertEquals(
        List.of(Problem.of(ProblemCode.SPEC_NOT_READABLE, "", "message", message)),
        told.problems());
  }

  @Test
  void aSpecThatCannotBeTakenInDoesNotKeepTheSweepFromTheOthers() {
    slipway.tick();
    world.time().pass(Duration.ofMinutes(1));
    Submission cursed = upload("a-cursed", 1);
    Submission good = upload("b-good", 1);
    failEach("specs read team/a-cursed.json");

    ticks(6);

    assertEquals(State.PENDING, world.status(good).state());
    assertEquals(List.of(), world.names("queue/" + cursed.id()));
    assertTrue(
        slipway.log().messages(LogEvent.SWEEP_FAILED).get(0).contains("could not be taken in now"));
  }

  @Test
  void afterThreeFailuresInARowTheSweepGoesOnBehindThemAtTheNextTick() {
    slipway.tick();
    world.time().pass(Duration.ofMinutes(1));
    for (int i = 0; i < 4; i++) {
      upload("a-cursed-" + i, 1);
    }
    Submission good = upload("b-good", 1);
    failEach("specs read team/a-cursed");

    ticks(5);
    assertEquals(List.of(), world.names("queue/" + good.id()));
    ticks(1);

    assertEquals(State.PENDING, world.status(good).state());
  }

  @Test
  void manyEndingsOfOneBusyStatusDoNotKeepOthersFromTheirLaunch() {
    for (int i = 0; i < 4; i++) {
      slipway.hear(upload("busy", 1));
    }
    world.jobs().all().forEach(job -> world.jobs().become(job.name(), State.SUCCEEDED));
    Submission other = waiting("other", 1);
    slipway
        .calls()
        .watch(
            new Calls.Watcher() {
              @Override
              public void before(String call) {
                if (call.startsWith("state write status/specs/team/busy.json")) {
                  world.time().pass(Duration.ofSeconds(20));
                  throw Calls.unavailable();
                }
              }
            });

    ticks(1);

    assertEquals(State.PENDING, world.progress(other).state());
  }

  @Test
  void aStatusThatCouldNotBeWrittenForLongIsRepairedByTheSweep() {
    Submission spec = upload("job", 1);
    failEach("state write status/");
    slipway.hear(spec);
    for (int i = 0; i < 10; i++) {
      world.time().pass(Duration.ofMinutes(1));
      slipway.tick();
    }
    assertEquals(List.of(), world.names("status/"));
    slipway.calls().watch(new Calls.Watcher() {});

    ticks(4);

    assertEquals(State.PENDING, world.status(spec).state());
  }

  @Test
  void aStatusOfAMessageIsRepairedLikewise() {
    failEach("state write status/");
    slipway.hear("nightly", SpecTexts.spec("nightly", 1), world.time().now());
    for (int i = 0; i < 10; i++) {
      world.time().pass(Duration.ofMinutes(1));
      slipway.tick();
    }
    slipway.calls().watch(new Calls.Watcher() {});

    ticks(4);

    assertEquals(State.PENDING, world.status(Submission.published("nightly")).state());
  }

  @Test
  void loweringAHundredPrioritiesTakesOnePass() {
    world.occupy(4);
    for (int i = 0; i < 100; i++) {
      slipway.takeIn(world.upload("team/" + i + ".json", SpecTexts.urgent("job", 1, 7)));
    }
    world.allow(
        Policies.Current.of(
            Policy.parse("{\"maxPriority\": 3}".getBytes(StandardCharsets.UTF_8))
                .policy()
                .orElseThrow()));
    world.jobs().become(world.jobs().all().get(0).name(), State.SUCCEEDED);

    ticks(1);

    assertEquals(4, world.jobs().requests().size());
  }

  @Test
  void onePriorityThatCannotBeLoweredNowIsNotOvertaken() {
    Submission urgent = world.upload("team/urgent.json", SpecTexts.urgent("urgent", 4, 7));
    Submission plain = world.upload("team/plain.json", SpecTexts.urgent("plain", 4, 1));
    slipway.takeIn(urgent);
    slipway.takeIn(plain);
    world.allow(
        Policies.Current.of(
            Policy.parse("{\"maxPriority\": 3}".getBytes(StandardCharsets.UTF_8))
                .policy()
                .orElseThrow()));
    slipway.calls().fail("state read queue/" + urgent.id());

    ticks(1);

    assertEquals(State.PENDING, world.status(urgent).state());
    assertEquals(State.WAITING, world.status(plain).state());
  }

  /** Vertex AI answers INTERNAL to each create of one submission. */
  private void refuseToAnswerFor(Submission cursed) {
    slipway
        .calls()
        .watch(
            new Calls.Watcher() {
              @Override
              public void before(String call) {
                if (call.equals("vertex create") && isOf(cursed)) {
                  world.jobs().answer(effect -> new Creation.Unknown("INTERNAL", "internal error"));
                }
              }
            });
  }

  /** Which one is being launched: the record that is claimed and has no job. */
  private boolean isOf(Submission cursed) {
    return world.queue().list().records().stream()
        .map(Versioned::value)
        .filter(entry -> entry.lifecycle().state() == State.LAUNCHING)
        .anyMatch(entry -> entry.id().equals(cursed.id()));
  }

  private void failEach(String call) {
    slipway
        .calls()
        .watch(
            new Calls.Watcher() {
              @Override
              public void before(String made) {
                if (made.startsWith(call)) {
                  throw Calls.unavailable();
                }
              }
            });
  }

  private void refuseContent(String message) {
    slipway
        .calls()
        .watch(
            new Calls.Watcher() {
              @Override
              public void before(String made) {
                if (made.startsWith("specs read ")) {
                  throw new ContentRefused(message, new Exception("400"));
                }
              }
            });
  }

  private static List<ProblemCode> codes(List<Problem> problems) {
    return problems.stream().map(Problem::code).toList();
  }

  private Submission waiting(String name, int replicas) {
    Submission spec = upload(name, replicas);
    slipway.takeIn(spec);
    world.time().pass(Duration.ofSeconds(1));
    return spec;
  }

  private Submission upload(String name, int replicas) {
    return world.upload("team/" + name + ".json", SpecTexts.spec(name, replicas));
  }

  private void ticks(int count) {
    for (int i = 0; i < count; i++) {
      world.time().pass(Duration.ofMinutes(1));
      slipway.tick();
    }
  }
}
