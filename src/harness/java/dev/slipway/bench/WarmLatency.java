package dev.slipway.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long from an event until its job is created when each answer takes 50 ms longer, in processes
 * that have created some before and in the same when they have created many: alone, and while 1,000
 * others wait for replicas of another pool.
 */
record WarmLatency(LauncherBuilder builder, Jdk jdk, int rounds) {

  static final String NAME = "warm";

  private static final int SOME = 40;

  /** The JVM compiles a method after 200 calls: nothing is interpreted any more. */
  private static final int MANY = 1_000;

  private static final int OTHERS = 1_000;
  private static final String IN_ANSWERS = "the same in answers' time";
  private static final Optional<Goal> TARGET = Goal.atMost(4.3);
  private static final double ANSWER_MS = 50;
  private static final Duration DELAY = Duration.ofMillis(50);

  /**
   * A lease is rewritten a second later at the soonest: a quiet queue is one that was left so long.
   */
  private static final long QUIET_MS = 1_100;

  /** A process, the cloud it is in, and how often it has launched. */
  private static final class WarmLauncher {
    private final LauncherProcess process;
    private final EmulatedServices services;
    private final boolean isOurs;
    private int launched;

    WarmLauncher(LauncherProcess process, EmulatedServices services, boolean isOurs) {
      this.isOurs = isOurs;
      this.process = process;
      this.services = services;
    }

    /** How long it took, in ms. */
    double launch() throws IOException, InterruptedException {
      int before = services.created().size();
      PostedEvent event = services.upload("warm-" + ++launched + ".json", EmulatedServices.WIDE);
      Instant start = Instant.now();
      process.deliver(event);
      return Duration.between(start, services.created().get(before)).toNanos() / 1e6;
    }

    void launchUntil(int launches) throws IOException, InterruptedException {
      while (launched < launches) {
        launch();
      }
    }

    /** Only Slipway knows what that is. */
    void tick() throws IOException, InterruptedException {
      if (isOurs) {
        process.deliver(PostedEvent.tick());
      }
    }
  }

  /** Measures, each in turn. */
  List<ResultRow> rows() throws IOException, InterruptedException {
    LauncherCommand slipway = builder.slipway(jdk);
    try (EmulatedServices theirs = EmulatedServices.start();
        EmulatedServices empty = EmulatedServices.start();
        EmulatedServices quiet = EmulatedServices.start();
        EmulatedServices busy = EmulatedServices.start();
        LauncherProcess baseline =
            LauncherProcess.start(builder.baseline(jdk), theirs, builder.logs());
        LauncherProcess floor =
            LauncherProcess.start(builder.floor(slipway), empty, builder.logs());
        LauncherProcess alone = LauncherProcess.start(slipway, quiet, builder.logs());
        LauncherProcess withBacklog = LauncherProcess.start(slipway, busy, builder.logs())) {
      Backlog.fill(busy, withBacklog, OTHERS);
      WarmLauncher sample = new WarmLauncher(baseline, theirs, false);
      WarmLauncher least = new WarmLauncher(floor, empty, false);
      WarmLauncher ours = new WarmLauncher(alone, quiet, true);
      WarmLauncher others = new WarmLauncher(withBacklog, busy, true);
      List<ResultRow> rows = new ArrayList<>();
      rows.addAll(first(after(SOME, List.of(sample, least, ours, others))));
      // Each launch of the sample lists all jobs that there ever were.
      rows.addAll(later(after(MANY, List.of(least, ours))));
      return rows;
    }
  }

  private List<Measurements> after(int launches, List<WarmLauncher> all)
      throws IOException, InterruptedException {
    for (WarmLauncher each : all) {
      each.launchUntil(launches);
    }
    settle(all);
    return inTurn(all);
  }

  private List<Measurements> inTurn(List<WarmLauncher> all)
      throws IOException, InterruptedException {
    all.forEach(each -> each.services.answeringAfter(DELAY));
    List<List<Double>> times = new ArrayList<>();
    all.forEach(each -> times.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < all.size(); i++) {
        times.get(i).add(all.get(i).launch());
      }
      TimeUnit.MILLISECONDS.sleep(QUIET_MS);
    }
    all.forEach(each -> each.services.answeringAtOnce());
    return times.stream().map(Measurements::new).toList();
  }

  /** Lets ticks see the ends of the jobs until now: a queue is quiet when nothing is under way. */
  private static void settle(List<WarmLauncher> all) throws IOException, InterruptedException {
    for (int tick = 0; tick < 3; tick++) {
      TimeUnit.MILLISECONDS.sleep(QUIET_MS);
      for (WarmLauncher each : all) {
        each.tick();
      }
    }
    TimeUnit.MILLISECONDS.sleep(QUIET_MS);
  }

  private static List<ResultRow> first(List<Measurements> times) {
    Measurements baseline = times.get(0);
    Measurements floor = times.get(1);
    Measurements ours = times.get(2);
    Measurements withBacklog = times.get(3);
    String what = eventToJob(SOME);
    String others = "the same beside 1,000 others";
    return List.of(
        new ResultRow(NAME, what, "ms", Optional.of(baseline), ours, Optional.empty()).over(floor),
        new ResultRow(
                NAME, IN_ANSWERS, "", Optional.of(inAnswers(baseline)), inAnswers(ours), TARGET)
            .over(inAnswers(floor)),
        ResultRow.ours(NAME, others, "ms", withBacklog, Optional.empty()),
        ResultRow.ours(NAME, IN_ANSWERS, "", inAnswers(withBacklog), Goal.atMost(6)));
  }

  private static List<ResultRow> later(List<Measurements> times) {
    Measurements floor = times.get(0);
    Measurements ours = times.get(1);
    String what = eventToJob(MANY);
    return List.of(
        ResultRow.ours(NAME, what, "ms", ours, Optional.empty()).over(floor),
        ResultRow.ours(NAME, IN_ANSWERS, "", inAnswers(ours), TARGET).over(inAnswers(floor)));
  }

  private static String eventToJob(int before) {
    return String.format(Locale.ROOT, "event to job, 50 ms an answer, %,d launches before", before);
  }

  private static Measurements inAnswers(Measurements milliseconds) {
    return new Measurements(
        milliseconds.values().stream().map(value -> value / ANSWER_MS).toList());
  }
}
