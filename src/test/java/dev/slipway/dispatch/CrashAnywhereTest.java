package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Calls;
import dev.slipway.dispatch.port.FakeJobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lets each single call of a submission's way fail, one after another: whatever fails, the way ends
 * as it would have without.
 */
@Tag("slow")
final class CrashAnywhereTest {

  /** What becomes of the call that goes wrong. */
  enum Fault {
    FAILS_BEFORE_ITS_EFFECT(true, false),
    LOSES_ITS_ANSWER(false, false),
    STRIKES_A_BUG(false, false),
    DIES_BEFORE_ITS_EFFECT(true, true),
    DIES_AFTER_ITS_EFFECT(false, true);

    private final boolean isBefore;
    private final boolean isDeath;

    Fault(boolean isBefore, boolean isDeath) {
      this.isBefore = isBefore;
      this.isDeath = isDeath;
    }
  }

  /** Unwinds a process whatever it tries. */
  private static final class Died extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Makes the n-th call go wrong. */
  private static final class FaultAt implements Calls.Watcher {
    private final int at;
    private final Fault fault;
    private int calls;
    private boolean isDead;

    FaultAt(int at, Fault fault) {
      this.at = at;
      this.fault = fault;
    }

    boolean hasStruck() {
      return calls >= at;
    }

    @Override
    public void before(String call) {
      if (isDead) {
        throw new Died();
      }
      calls++;
      strike(true);
    }

    @Override
    public void after(String call) {
      strike(false);
    }

    private void strike(boolean isBefore) {
      if (calls == at && fault.isBefore == isBefore) {
        if (fault == Fault.STRIKES_A_BUG) {
          throw new IllegalStateException("a bug");
        }
        if (!fault.isDeath) {
          throw Calls.unavailable();
        }
        isDead = true;
        throw new Died();
      }
    }
  }

  /** One run of a way with one fault in it. */
  private static final class Run {
    private final World world = new World();
    private Instance instance = world.start(World.CANCEL_ON_DELETE);

    Run(FaultAt fault) {
      instance.calls().watch(fault);
    }

    void deliver(Submission spec) {
      deliver(process -> process.hear(spec));
    }

    void deliverGone(Submission spec) {
      deliver(process -> process.hearGone(spec));
    }

    /** Delivered until acknowledged, by a new process when the old one died. */
    private void deliver(Consumer<Instance> event) {
      for (int i = 0; i < 10; i++) {
        try {
          event.accept(instance);
          return;
        } catch (Died e) {
          instance = world.start(World.CANCEL_ON_DELETE);
        } catch (RuntimeException e) {
          world.time().pass(Duration.ofSeconds(10));
        }
      }
      throw new AssertionError("never acknowledged");
    }

    /** The tick of a process that dies is not repeated: there is the next one. */
    void ticks(int minutes) {
      for (int i = 0; i < minutes; i++) {
        world.time().pass(Duration.ofMinutes(1));
        try {
          instance.tick();
        } catch (Died e) {
          instance = world.start(World.CANCEL_ON_DELETE);
        }
      }
    }

    void jobBecomes(State state) {
      world.jobs().all().stream()
          .filter(job -> !job.isOver())
          .forEach(job -> world.jobs().become(job.name(), state));
    }
  }

  /** Runs a way with a fault at its first call, its second, and so on until there are no more. */
  private static void atEveryCall(Fault fault, LaunchScenario way) {
    int at = 0;
    FaultAt faultAt;
    do {
      at++;
      faultAt = new FaultAt(at, fault);
      Run run = new Run(faultAt);
      try {
        way.go(run);
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("call " + at + " " + fault + ": " + e.getMessage(), e);
      }
    } while (faultAt.hasStruck());
    assertTrue(at > 10, "only " + at + " calls");
  }

  private interface LaunchScenario {
    void go(Run run);
  }

  @ParameterizedTest
  @EnumSource
  void aJobThatSucceedsIsCreatedOnce(Fault fault) {
    atEveryCall(
        fault,
        run -> {
          Submission spec = run.world.upload("team/job.json", SpecTexts.spec("job", 1));
          run.deliver(spec);
          run.ticks(5);
          run.jobBecomes(State.RUNNING);
          run.ticks(3);
          run.jobBecomes(State.SUCCEEDED);
          run.ticks(5);
          assertEnded(run, spec, State.SUCCEEDED);
          assertEquals(1, run.world.jobs().all().size(), "jobs");
        });
  }

  @ParameterizedTest
  @EnumSource
  void aJobWhoseAnswerIsLostIsFoundAgain(Fault fault) {
    atEveryCall(
        fault,
        run -> {
          run.world.jobs().answer(FakeJobs.ANSWER_LOST);
          Submission spec = run.world.upload("team/job.json", SpecTexts.spec("job", 1));
          run.deliver(spec);
          run.jobBecomes(State.FAILED);
          run.ticks(5);
          run.jobBecomes(State.FAILED);
          run.ticks(5);
          assertEnded(run, spec, State.FAILED);
          assertEquals(1, run.world.jobs().all().size(), "jobs");
        });
  }

  @ParameterizedTest
  @EnumSource
  void aSecondJobWaitsForTheFirst(Fault fault) {
    atEveryCall(
        fault,
        run -> {
          Submission first = run.world.upload("team/first.json", SpecTexts.spec("first", 3));
          Submission second = run.world.upload("team/second.json", SpecTexts.spec("second", 3));
          run.deliver(first);
          run.deliver(second);
          run.ticks(5);
          assertEquals(1, run.world.jobs().all().size(), "jobs at first");
          run.jobBecomes(State.SUCCEEDED);
          run.ticks(7);
          run.jobBecomes(State.SUCCEEDED);
          run.ticks(5);
          assertEnded(run, first, State.SUCCEEDED);
          assertEnded(run, second, State.SUCCEEDED);
          assertEquals(2, run.world.jobs().all().size(), "jobs");
        });
  }

  static Stream<Fault> mildFaults() {
    return Stream.of(Fault.values()).filter(fault -> fault != Fault.STRIKES_A_BUG);
  }

  @ParameterizedTest
  @MethodSource("mildFaults")
  void aBadSpecIsRejected(Fault fault) {
    for (int i = 0; i < 2; i++) {
      List<String> text = new ArrayList<>(List.of("{}", SpecTexts.spec("job", 5)));
      String bad = text.get(i);
      State end = State.REJECTED;
      atEveryCall(fault, run -> ends(run, () -> run.world.upload("team/bad.json", bad), end));
    }
  }

  @ParameterizedTest
  @MethodSource("mildFaults")
  void aSpecThatIsGoneIsWithdrawn(Fault fault) {
    atEveryCall(
        fault,
        run ->
            ends(
                run,
                () -> {
                  Submission spec = run.world.upload("team/job.json", SpecTexts.spec("job", 1));
                  run.world.remove("team/job.json");
                  return spec;
                },
                State.WITHDRAWN));
  }

  @ParameterizedTest
  @EnumSource
  void aSpecDeletedWhileItWaitsIsWithdrawn(Fault fault) {
    atEveryCall(
        fault,
        run -> {
          run.world.occupy(4);
          Submission spec = run.world.upload("team/job.json", SpecTexts.spec("job", 1));
          run.deliver(spec);
          run.world.remove("team/job.json");
          run.deliverGone(spec);
          run.ticks(12);
          assertEnded(run, spec, State.WITHDRAWN);
          assertEquals(List.of(), run.world.jobs().requests(), "requests");
        });
  }

  @ParameterizedTest
  @MethodSource("mildFaults")
  void aJobWhoseSpecIsDeletedIsCancelled(Fault fault) {
    atEveryCall(
        fault,
        run -> {
          Submission spec = run.world.upload("team/job.json", SpecTexts.spec("job", 1));
          run.deliver(spec);
          run.world.remove("team/job.json");
          run.deliverGone(spec);
          run.ticks(8);
          boolean hasRun = !run.world.jobs().all().isEmpty();
          assertEnded(run, spec, hasRun ? State.CANCELLED : State.WITHDRAWN);
          assertEquals(hasRun ? 1 : 0, run.world.jobs().all().size(), "jobs");
        });
  }

  @ParameterizedTest
  @EnumSource
  void aSpecWhoseEventGotLostIsFound(Fault fault) {
    atEveryCall(
        fault,
        run -> {
          run.ticks(2);
          Submission spec = run.world.upload("team/job.json", SpecTexts.spec("job", 1));
          run.ticks(20);
          run.jobBecomes(State.SUCCEEDED);
          run.ticks(3);
          assertEnded(run, spec, State.SUCCEEDED);
          assertEquals(1, run.world.jobs().all().size(), "jobs");
        });
  }

  private static void ends(Run run, Supplier<Submission> upload, State end) {
    Submission spec = upload.get();
    run.deliver(spec);
    run.ticks(3);
    assertEnded(run, spec, end);
    assertEquals(List.of(), run.world.jobs().all(), "jobs");
  }

  private static void assertEnded(Run run, Submission spec, State end) {
    assertEquals(List.of(), run.world.names("queue/"));
    assertEquals(end, run.world.ending(spec).orElseThrow().status().state());
    assertEquals(end, run.world.status(spec).state());
    assertEquals(List.of(), run.world.status(spec).earlier());
  }
}
