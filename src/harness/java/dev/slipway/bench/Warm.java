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
record Warm(Workshop workshop, Jdk jdk, int rounds) {

  static final String NAME = "warm";

  private static final int SOME = 40;

  /** The JVM compiles a method after 200 calls: nothing is interpreted any more. */
  private static final int MANY = 1_000;

  private static final int OTHERS = 1_000;
  private static final String IN_ANSWERS = "the same in answers' time";
  private static final Optional<Target> TARGET = Target.atMost(4.3);
  private static final double ANSWER_MS = 50;
  private static final Duration DELAY = Duration.ofMillis(50);

  /**
   * A lease is rewritten a second later at the soonest: a quiet queue is one that was left so long.
   */
  private static final long QUIET_MS = 1_100;

  /** A process, the cloud it is in, and how often it has launched. */
  private static final class Launching {
    private final Instance instance;
    private final Cloud cloud;
    private final boolean isOurs;
    private int launched;

    Launching(Instance instance, Cloud cloud, boolean isOurs) {
      this.isOurs = isOurs;
      this.instance = instance;
      this.cloud = cloud;
    }

    /** How long it took, in ms. */
    double launch() throws IOException, InterruptedException {
      int before = cloud.created().size();
      Event event = cloud.upload("warm-" + ++launched + ".json", Cloud.WIDE);
      Instant start = Instant.now();
      instance.deliver(event);
      return Duration.between(start, cloud.created().get(before)).toNanos() / 1e6;
    }

    void launchUntil(int launches) throws IOException, InterruptedException {
      while (launched < launches) {
        launch();
      }
    }

    /** Only Slipway knows what that is. */
    void tick() throws IOException, InterruptedException {
      if (isOurs) {
        instance.deliver(Event.tick());
      }
    }
  }

  /** Measures, each in turn. */
  List<Row> rows() throws IOException, InterruptedException {
    Contender slipway = workshop.slipway(jdk);
    try (Cloud theirs = Cloud.start();
        Cloud empty = Cloud.start();
        Cloud quiet = Cloud.start();
        Cloud busy = Cloud.start();
        Instance baseline = Instance.start(workshop.baseline(jdk), theirs, workshop.logs());
        Instance floor = Instance.start(workshop.floor(slipway), empty, workshop.logs());
        Instance alone = Instance.start(slipway, quiet, workshop.logs());
        Instance crowded = Instance.start(slipway, busy, workshop.logs())) {
      Crowd.gather(busy, crowded, OTHERS);
      Launching sample = new Launching(baseline, theirs, false);
      Launching least = new Launching(floor, empty, false);
      Launching ours = new Launching(alone, quiet, true);
      Launching others = new Launching(crowded, busy, true);
      List<Row> rows = new ArrayList<>();
      rows.addAll(first(after(SOME, List.of(sample, least, ours, others))));
      // Each launch of the sample lists all jobs that there ever were.
      rows.addAll(later(after(MANY, List.of(least, ours))));
      return rows;
    }
  }

  private List<Sample> after(int launches, List<Launching> all)
      throws IOException, InterruptedException {
    for (Launching each : all) {
      each.launchUntil(launches);
    }
    settle(all);
    return inTurn(all);
  }

  private List<Sample> inTurn(List<Launching> all) throws IOException, InterruptedException {
    all.forEach(each -> each.cloud.answeringAfter(DELAY));
    List<List<Double>> times = new ArrayList<>();
    all.forEach(each -> times.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < all.size(); i++) {
        times.get(i).add(all.get(i).launch());
      }
      TimeUnit.MILLISECONDS.sleep(QUIET_MS);
    }
    all.forEach(each -> each.cloud.answeringAtOnce());
    return times.stream().map(Sample::new).toList();
  }

  /** Lets ticks see the ends of the jobs until now: a queue is quiet when nothing is under way. */
  private static void settle(List<Launching> all) throws IOException, InterruptedException {
    for (int tick = 0; tick < 3; tick++) {
      TimeUnit.MILLISECONDS.sleep(QUIET_MS);
      for (Launching each : all) {
        each.tick();
      }
    }
    TimeUnit.MILLISECONDS.sleep(QUIET_MS);
  }

  private static List<Row> first(List<Sample> times) {
    Sample baseline = times.get(0);
    Sample floor = times.get(1);
    Sample ours = times.get(2);
    Sample crowded = times.get(3);
    String what = eventToJob(SOME);
    String others = "the same beside 1,000 others";
    return List.of(
        new Row(NAME, what, "ms", Optional.of(baseline), ours, Optional.empty()).over(floor),
        new Row(NAME, IN_ANSWERS, "", Optional.of(inAnswers(baseline)), inAnswers(ours), TARGET)
            .over(inAnswers(floor)),
        Row.ours(NAME, others, "ms", crowded, Optional.empty()),
        Row.ours(NAME, IN_ANSWERS, "", inAnswers(crowded), Target.atMost(6)));
  }

  private static List<Row> later(List<Sample> times) {
    Sample floor = times.get(0);
    Sample ours = times.get(1);
    String what = eventToJob(MANY);
    return List.of(
        Row.ours(NAME, what, "ms", ours, Optional.empty()).over(floor),
        Row.ours(NAME, IN_ANSWERS, "", inAnswers(ours), TARGET).over(inAnswers(floor)));
  }

  private static String eventToJob(int before) {
    return String.format(Locale.ROOT, "event to job, 50 ms an answer, %,d launches before", before);
  }

  private static Sample inAnswers(Sample milliseconds) {
    return new Sample(milliseconds.values().stream().map(value -> value / ANSWER_MS).toList());
  }
}
