package dev.slipway.chaos;

import dev.slipway.chaos.Violation.Kind;
import dev.slipway.emulator.storage.StorageEventType;
import dev.slipway.function.DeployedFunction;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A run: the storm, the settling after it, and the books. */
final class Storm implements AutoCloseable {

  /** The share of launches at whose mark some process is frozen. */
  private static final double FROZEN_AT_A_MARK = 0.4;

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration TICK_EVERY = Duration.ofSeconds(2);

  /**
   * It takes a minute or two; in long runs some more, since what Vertex AI refused again and again
   * is tried after minutes. This only ends what would never settle, on a slow machine, too.
   */
  private static final Duration NEVER_SETTLES_AFTER = Duration.ofMinutes(15);

  /** A process that has just been started may refuse once or twice more. */
  private static final int MOST_REFUSALS_IN_CALM = 4;

  private final Plan plan;
  private final Consumer<String> progress;
  private final Tally tally = new Tally();
  private final Timeline timeline = new Timeline();
  private final Cloud cloud = new Cloud();
  private final Marks marks = new Marks();
  private final Random worst;
  private final Ingress ingress = Ingress.start();
  private final Fleet fleet;
  private final Deliverer deliverer;
  private final Users users;
  private final Strangers strangers;
  private final Saboteur saboteur;
  private final Collector collector = new Collector(cloud, marks);

  /**
   * @param progress hears how it goes, now and then
   */
  Storm(Plan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
    worst = plan.random("worst");
    fleet = new Fleet(plan.processes(), this::function, timeline, tally, plan.random("fleet"));
    deliverer =
        new Deliverer(timeline, tally, plan.random("delivery"), plan.lost(), fleet::anybody);
    users = new Users(cloud, deliverer, tally, plan.random("users"));
    strangers = new Strangers(cloud.vertex(), tally, plan.random("strangers"));
    saboteur = new Saboteur(cloud.vertex(), cloud.storage(), plan.random("faults"), plan.isLong());
  }

  private DeployedFunction function(int number) throws InterruptedException {
    return DeployedFunction.start(
        cloud.variables(plan.settings()),
        plan.project(),
        log("function-%03d.log".formatted(number)));
  }

  private Consumer<String> log(String name) {
    if (plan.keep().isEmpty()) {
      return line -> {};
    }
    try {
      Path file = plan.keep().get().resolve(name);
      PrintStream out = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8);
      return out::println;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it to its end. */
  Summary run() throws InterruptedException {
    listen();
    fleet.start();
    Instant start = Instant.now();
    begin();
    while (timeline.bug().isEmpty()
        && Duration.between(start, Instant.now()).compareTo(plan.storm()) < 0) {
      report(start);
    }
    timeline.calm();
    saboteur.stop();
    fleet.thawAll();
    Instant calm = Instant.now();
    Duration settled = settle(start, calm);
    timeline.bug().ifPresent(Storm::fail);
    return summary(settled);
  }

  private void listen() {
    for (StorageEventType type :
        List.of(StorageEventType.FINALIZED, StorageEventType.DELETED, StorageEventType.ARCHIVED)) {
      cloud.storage().deliverTo(Cloud.SPECS, type, ingress.on("/specs/" + type, deliverer::maybe));
    }
    cloud
        .storage()
        .deliverTo(
            Cloud.STATE, StorageEventType.FINALIZED, ingress.on("/state", this::stateWritten));
  }

  /** Between mark and create is the worst moment to be frozen. */
  private void stateWritten(Event event) {
    if (marks.written(event.body())
        && timeline.isStorm()
        && worst.nextDouble() < FROZEN_AT_A_MARK) {
      fleet.freeze(freeze(worst));
    }
  }

  private void begin() {
    Random random = plan.random("times");
    timeline.whileItStorms(() -> upTo(random, 0, 700), users::act);
    timeline.whileItStorms(() -> upTo(random, 500, 4_000), strangers::act);
    timeline.whileItStorms(() -> TICK_EVERY, this::tick);
    timeline.whileItStorms(() -> upTo(random, 1_500, 6_000), fleet::kill);
    timeline.whileItStorms(() -> upTo(random, 1_000, 4_000), () -> fleet.freeze(freeze(random)));
    if (plan.hasFaults()) {
      timeline.whileItStorms(() -> upTo(random, 50, 500), saboteur::act);
    }
  }

  /** Most are short of the grace, some outlast it, and in long runs a few outlast the lease. */
  private Duration freeze(Random random) {
    double drawn = random.nextDouble();
    if (drawn < 0.7) {
      return upTo(random, 100, 4_000);
    }
    return plan.isLong() && drawn > 0.97
        ? Plan.LEASE.plus(upTo(random, 1_000, 8_000))
        : Plan.GRACE.plus(upTo(random, 100, 4_000));
  }

  private static Duration upTo(Random random, int least, int most) {
    return Duration.ofMillis(random.nextInt(least, most));
  }

  private void tick() {
    tally.count(Tally.Of.TICKS);
    deliverer.surely(Event.tick(Instant.now()));
  }

  private Duration settle(Instant start, Instant calm) throws InterruptedException {
    Instant nextTick = calm;
    while (timeline.bug().isEmpty()
        && !isQuiet()
        && since(calm).compareTo(NEVER_SETTLES_AFTER) < 0) {
      if (fleet.isWhole() && Instant.now().isAfter(nextTick)) {
        nextTick = Instant.now().plus(TICK_EVERY);
        tick();
      }
      report(start);
    }
    return since(calm);
  }

  private boolean isQuiet() {
    return deliverer.outstanding() == 0 && collector.isQuiet(users.sent());
  }

  private static Duration since(Instant moment) {
    return Duration.between(moment, Instant.now());
  }

  private void report(Instant start) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
    progress.accept(
        "%d s  %d specs, %d in the queue, %d kills, %d freezes, %d faults, %d events under way"
            .formatted(
                since(start).toSeconds(),
                tally.get(Tally.Of.UPLOADED) + tally.get(Tally.Of.PUBLISHED),
                collector.queued(),
                tally.get(Tally.Of.KILLS),
                tally.get(Tally.Of.FREEZES),
                cloud.vertex().faults().injected() + cloud.storage().faults().injected(),
                deliverer.outstanding()));
  }

  private Summary summary(Duration settled) {
    cloud.storage().delivery().idle().join();
    Map<String, Long> capacities = new HashMap<>();
    for (String resource : Cloud.RESOURCES) {
      Cloud.POOLS.forEach((machine, count) -> capacities.put(resource + "/" + machine, count));
    }
    Books.Balance balance =
        Books.balance(
            collector.collect(users.sent(), deliverer.unheard()),
            capacities,
            plan.cancelsOnDelete());
    List<Violation> violations = new ArrayList<>(balance.violations());
    int refusals = deliverer.mostRefusalsInCalm();
    if (deliverer.outstanding() > 0 || refusals > MOST_REFUSALS_IN_CALM) {
      violations.add(
          new Violation(
              Kind.LEFT,
              "%d events are not acknowledged; one was refused %d times after the storm"
                  .formatted(deliverer.outstanding(), refusals)));
    }
    keepJournal();
    return new Summary(
        plan, tally.counts(), collector.faults(), balance.with(violations), settled, refusals);
  }

  private void keepJournal() {
    if (plan.keep().isPresent()) {
      try {
        var unused = Files.write(plan.keep().get().resolve("journal.log"), collector.journal());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static void fail(Throwable bug) {
    throw new IllegalStateException("the run itself has a bug", bug);
  }

  @Override
  public void close() {
    timeline.close();
    fleet.close();
    ingress.close();
    strangers.close();
    cloud.close();
  }
}
