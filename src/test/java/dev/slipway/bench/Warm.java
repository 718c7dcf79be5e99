package dev.slipway.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How long from an event until its job is created, in processes that have created some before, when
 * each answer takes 50 ms longer: alone, and while 1,000 others wait for replicas of another pool.
 */
record Warm(Workshop workshop, Jdk jdk, int rounds) {

  static final String NAME = "warm";

  private static final int WARM_UP = 40;
  private static final int OTHERS = 1_000;
  private static final double ANSWER_MS = 50;
  private static final Duration DELAY = Duration.ofMillis(50);

  /**
   * A lease is rewritten a second later at the soonest: a quiet queue is one that was left so long.
   */
  private static final long QUIET_MS = 1_100;

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
      List<Instance> instances = List.of(baseline, floor, alone, crowded);
      List<Cloud> clouds = List.of(theirs, empty, quiet, busy);
      List<List<Double>> times = new ArrayList<>();
      clouds.forEach(cloud -> times.add(new ArrayList<>()));
      for (int round = -WARM_UP; round < rounds; round++) {
        if (round == 0) {
          settle(alone, crowded);
          clouds.forEach(cloud -> cloud.answeringAfter(DELAY));
        }
        for (int i = 0; i < instances.size(); i++) {
          times.get(i).add(launch(instances.get(i), clouds.get(i), "warm-" + (round + WARM_UP)));
        }
        TimeUnit.MILLISECONDS.sleep(round < 0 ? 0 : QUIET_MS);
      }
      times.forEach(each -> each.subList(0, WARM_UP).clear());
      return rows(times.stream().map(Sample::new).toList());
    }
  }

  /** Lets ticks see the ends of the jobs until now: a queue is quiet when nothing is under way. */
  private static void settle(Instance... instances) throws IOException, InterruptedException {
    for (int tick = 0; tick < 3; tick++) {
      TimeUnit.MILLISECONDS.sleep(QUIET_MS);
      for (Instance instance : instances) {
        instance.deliver(Event.tick());
      }
    }
    TimeUnit.MILLISECONDS.sleep(QUIET_MS);
  }

  private static List<Row> rows(List<Sample> times) {
    Sample baseline = times.get(0);
    // It waits for two answers: two more, if they cost nothing but their time, would be four.
    Sample floor =
        new Sample(times.get(1).values().stream().map(time -> time + 2 * ANSWER_MS).toList());
    Sample alone = times.get(2);
    Sample crowded = times.get(3);
    return List.of(
        new Row(
                NAME,
                "event to job, 50 ms an answer",
                "ms",
                Optional.of(baseline),
                alone,
                Optional.empty())
            .over(floor),
        new Row(
                NAME,
                "the same in answers' time",
                "",
                Optional.of(inAnswers(baseline)),
                inAnswers(alone),
                Target.atMost(4.3))
            .over(inAnswers(floor)),
        Row.ours(NAME, "the same while 1,000 others wait", "ms", crowded, Optional.empty()),
        Row.ours(
            NAME,
            "the same in answers' time, 1,000 others waiting",
            "",
            inAnswers(crowded),
            Target.atMost(6)));
  }

  private static Sample inAnswers(Sample milliseconds) {
    return new Sample(milliseconds.values().stream().map(value -> value / ANSWER_MS).toList());
  }

  private static double launch(Instance instance, Cloud cloud, String name)
      throws IOException, InterruptedException {
    int before = cloud.created().size();
    Event event = cloud.upload(name + ".json", Cloud.WIDE);
    Instant start = Instant.now();
    instance.deliver(event);
    return Duration.between(start, cloud.created().get(before)).toNanos() / 1e6;
  }
}
