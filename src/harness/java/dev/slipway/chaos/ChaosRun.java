package dev.slipway.chaos;

import dev.slipway.chaos.Violation.BrokenPromise;
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

/** A run: the time of disturbance, the settling after it, and the audit. */
final class ChaosRun implements AutoCloseable {

  /** The share of launches at whose claim some process is frozen. */
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

  private final ChaosPlan plan;
  private final Consumer<String> progress;
  private final Counters counters = new Counters();
  private final ActionTimer timer = new ActionTimer();
  private final SharedEmulators emulators = new SharedEmulators();
  private final ClaimTimes claimTimes = new ClaimTimes();
  private final Random worst;
  private final NotificationReceiver receiver = NotificationReceiver.start();
  private final FunctionProcesses processes;
  private final EventDeliverer deliverer;
  private final Users users;
  private final ForeignJobs foreignJobs;
  private final FaultInjector faults;
  private final EvidenceCollector collector = new EvidenceCollector(emulators, claimTimes);

  /**
   * @param progress hears how it goes, now and then
   */
  ChaosRun(ChaosPlan plan, Consumer<String> progress) {
    this.plan = plan;
    this.progress = progress;
    worst = plan.random("worst");
    processes =
        new FunctionProcesses(
            plan.processes(), this::function, timer, counters, plan.random("fleet"));
    deliverer =
        new EventDeliverer(
            timer, counters, plan.random("delivery"), plan.lost(), processes::anybody);
    users = new Users(emulators, deliverer, counters, plan.random("users"));
    foreignJobs = new ForeignJobs(emulators.vertex(), counters, plan.random("strangers"));
    faults =
        new FaultInjector(
            emulators.vertex(), emulators.storage(), plan.random("faults"), plan.isLong());
  }

  private DeployedFunction function(int number) throws InterruptedException {
    return DeployedFunction.start(
        emulators.variables(plan.settings()),
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
  RunSummary run() throws InterruptedException {
    listen();
    processes.start();
    Instant start = Instant.now();
    begin();
    while (timer.bug().isEmpty()
        && Duration.between(start, Instant.now()).compareTo(plan.disturbed()) < 0) {
      report(start);
    }
    timer.calm();
    faults.stop();
    processes.thawAll();
    Instant calm = Instant.now();
    Duration settled = settle(start, calm);
    timer.bug().ifPresent(ChaosRun::fail);
    return summary(settled);
  }

  private void listen() {
    for (StorageEventType type :
        List.of(StorageEventType.FINALIZED, StorageEventType.DELETED, StorageEventType.ARCHIVED)) {
      emulators
          .storage()
          .deliverTo(SharedEmulators.SPECS, type, receiver.on("/specs/" + type, deliverer::maybe));
    }
    emulators
        .storage()
        .deliverTo(
            SharedEmulators.STATE,
            StorageEventType.FINALIZED,
            receiver.on("/state", this::stateWritten));
  }

  /** Between claim and create is the worst moment to be frozen. */
  private void stateWritten(DeliveredEvent event) {
    if (claimTimes.written(event.body())
        && timer.isDisturbing()
        && worst.nextDouble() < FROZEN_AT_A_MARK) {
      processes.freeze(freeze(worst));
    }
  }

  private void begin() {
    Random random = plan.random("times");
    timer.whileDisturbing(() -> upTo(random, 0, 700), users::act);
    timer.whileDisturbing(() -> upTo(random, 500, 4_000), foreignJobs::act);
    timer.whileDisturbing(() -> TICK_EVERY, this::tick);
    timer.whileDisturbing(() -> upTo(random, 1_500, 6_000), processes::kill);
    timer.whileDisturbing(() -> upTo(random, 1_000, 4_000), () -> processes.freeze(freeze(random)));
    if (plan.hasFaults()) {
      timer.whileDisturbing(() -> upTo(random, 50, 500), faults::act);
    }
  }

  /** Most are short of the grace, some outlast it, and in long runs a few outlast the lease. */
  private Duration freeze(Random random) {
    double drawn = random.nextDouble();
    if (drawn < 0.7) {
      return upTo(random, 100, 4_000);
    }
    return plan.isLong() && drawn > 0.97
        ? ChaosPlan.LEASE.plus(upTo(random, 1_000, 8_000))
        : ChaosPlan.GRACE.plus(upTo(random, 100, 4_000));
  }

  private static Duration upTo(Random random, int least, int most) {
    return Duration.ofMillis(random.nextInt(least, most));
  }

  private void tick() {
    counters.count(Counters.Counter.TICKS);
    deliverer.surely(DeliveredEvent.tick(Instant.now()));
  }

  private Duration settle(Instant start, Instant calm) throws InterruptedException {
    Instant nextTick = calm;
    while (timer.bug().isEmpty() && !isQuiet() && since(calm).compareTo(NEVER_SETTLES_AFTER) < 0) {
      if (processes.isWhole() && Instant.now().isAfter(nextTick)) {
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
                counters.get(Counters.Counter.UPLOADED) + counters.get(Counters.Counter.PUBLISHED),
                collector.queued(),
                counters.get(Counters.Counter.KILLS),
                counters.get(Counters.Counter.FREEZES),
                emulators.vertex().faults().injected() + emulators.storage().faults().injected(),
                deliverer.outstanding()));
  }

  private RunSummary summary(Duration settled) {
    emulators.storage().delivery().idle().join();
    Map<String, Long> capacities = new HashMap<>();
    for (String resource : SharedEmulators.RESOURCES) {
      SharedEmulators.POOLS.forEach(
          (machine, count) -> capacities.put(resource + "/" + machine, count));
    }
    OutcomeAudit.AuditResult audit =
        OutcomeAudit.audit(
            collector.collect(users.sent(), deliverer.unheard()),
            capacities,
            plan.cancelsOnDelete());
    List<Violation> violations = new ArrayList<>(audit.violations());
    int refusals = deliverer.mostRefusalsInCalm();
    if (deliverer.outstanding() > 0 || refusals > MOST_REFUSALS_IN_CALM) {
      violations.add(
          new Violation(
              BrokenPromise.LEFT,
              "%d events are not acknowledged; one was refused %d times after the storm"
                  .formatted(deliverer.outstanding(), refusals)));
    }
    keepJournal();
    return new RunSummary(
        plan, counters.counts(), collector.faults(), audit.with(violations), settled, refusals);
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
    timer.close();
    processes.close();
    receiver.close();
    foreignJobs.close();
    emulators.close();
  }
}
