package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Calls;
import java.time.Duration;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Lets a second process do its work in the midst of each single call of the first: safety rests on
 * the records, so the lease is taken out of its way.
 */
@Tag("thorough")
final class SideBySideTest {

  /** What the second process does. */
  enum Meanwhile {
    HEARS_THE_SAME {
      @Override
      void happen(World world, Instance other, Submission first, Submission second) {
        other.hear(first);
      }
    },
    HEARS_ANOTHER_FOR_THE_SAME_REPLICAS {
      @Override
      void happen(World world, Instance other, Submission first, Submission second) {
        other.hear(second);
      }
    },
    TICKS {
      @Override
      void happen(World world, Instance other, Submission first, Submission second) {
        other.takeIn(second);
        other.tick();
      }
    };

    abstract void happen(World world, Instance other, Submission first, Submission second);
  }

  @ParameterizedTest
  @EnumSource
  void twoProcessesMakeOneJobOfEachAndNeverTooMany(Meanwhile meanwhile) {
    atEveryCall(at -> interleaved(at, meanwhile, Instance::hear));
    atEveryCall(at -> interleaved(at, meanwhile, Instance::queueUp));
  }

  /** From the first call to the last. */
  private static void atEveryCall(IntPredicate hasHappened) {
    int at = 1;
    while (hasHappened.test(at)) {
      at++;
    }
    assertTrue(at > 10, "only " + at + " calls");
  }

  /** How a process comes by a spec. */
  private interface Delivery {
    void take(Instance instance, Submission spec);
  }

  private static boolean interleaved(int at, Meanwhile meanwhile, Delivery way) {
    World world = new World();
    Submission first = world.upload("team/first.json", SpecTexts.spec("first", 3));
    Submission second = world.upload("team/second.json", SpecTexts.spec("second", 3));
    Instance slipway = world.start();
    Instance other = world.start();
    InTheMidst watcher =
        new InTheMidst(
            at,
            () -> {
              takeLeaseAway(world);
              meanwhile.happen(world, other, first, second);
            });
    slipway.calls().watch(watcher);

    way.take(slipway, first);
    way.take(slipway, second);
    for (int i = 0; i < 5; i++) {
      world.time().pass(Duration.ofMinutes(1));
      slipway.tick();
    }

    String call = "call " + at;
    assertEquals(1, world.jobs().requests().size(), call);
    assertEquals(List.of(), world.jobs().cancelled(), call);
    assertEquals(2, world.names("queue/").size(), call);
    return watcher.calls >= at;
  }

  @Test
  void aProcessThatFreezesAnywhereLeavesOneJob() {
    atEveryCall(at -> frozen(at, Instance::hear));
    atEveryCall(at -> frozen(at, Instance::queueUp));
  }

  /** The first process stands still for longer than the grace, and the other goes on. */
  private static boolean frozen(int at, Delivery way) {
    World world = new World();
    Submission spec = world.upload("team/job.json", SpecTexts.spec("job", 1));
    Instance slipway = world.start();
    Instance other = world.start();
    InTheMidst watcher = new InTheMidst(at, () -> ticks(world, other, 5));
    slipway.calls().watch(watcher);

    way.take(slipway, spec);
    ticks(world, other, 3);

    String call = "call " + at + ", " + watcher.call;
    List<String> live =
        world.jobs().all().stream().filter(job -> !job.isOver()).map(Job::name).toList();
    assertEquals(List.of(world.progress(spec).job()), live, call);
    assertEquals(live.get(0), world.status(spec).job(), call);
    assertEquals(watcher.call.equals("vertex create") ? 2 : 1, world.jobs().all().size(), call);
    return watcher.calls >= at;
  }

  private static void ticks(World world, Instance instance, int count) {
    for (int i = 0; i < count; i++) {
      world.time().pass(Duration.ofMinutes(1));
      instance.tick();
    }
  }

  private static void takeLeaseAway(World world) {
    String name = "leases/" + World.RESOURCE;
    world
        .stateBucket()
        .find(name)
        .ifPresent(lease -> world.stateBucket().delete(name, lease.generation()));
  }

  private static final class InTheMidst implements Calls.Watcher {
    private final int at;
    private final Runnable action;
    private int calls;
    private String call = "";

    InTheMidst(int at, Runnable action) {
      this.at = at;
      this.action = action;
    }

    @Override
    public void before(String next) {
      if (++calls == at) {
        call = next;
        action.run();
      }
    }
  }
}
