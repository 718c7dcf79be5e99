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

  private static final int WARM_UP = 8;
  private static final int OTHERS = 1_000;
  private static final double ANSWER_MS = 50;
  private static final Duration DELAY = Duration.ofMillis(50);

  /**
   * A lease is rewritten a second later at the soonest: a quiet queue is one that was left so long.
   */
  private static final long QUIET_MS = 1_100;

  /** Measures, each in turn. */
  List<Row> rows() throws IOException, InterruptedException {
    try (Cloud theirs = Cloud.start();
        Cloud quiet = Cloud.start();
        Cloud busy = Cloud.start();
        Instance baseline = Instance.start(workshop.baseline(jdk), theirs, workshop.logs());
        Instance alone = Instance.start(workshop.slipway(jdk), quiet, workshop.logs());
        Instance crowded = Instance.start(workshop.slipway(jdk), busy, workshop.logs())) {
      Crowd.gather(busy, crowded, OTHERS);
      List<Instance> instances = List.of(baseline, alone, crowded);
      List<Cloud> clouds = List.of(theirs, quiet, busy);
      List<List<Double>> times = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
      for (int round = -WARM_UP; round < rounds; round++) {
        if (round == 0) {
          clouds.forEach(cloud -> cloud.answeringAfter(DELAY));
        }
        for (int i = 0; i < instances.size(); i++) {
          times.get(i).add(launch(instances.get(i), clouds.get(i), "warm-" + (round + WARM_UP)));
        }
        TimeUnit.MILLISECONDS.sleep(QUIET_MS);
      }
      times.forEach(each -> each.subList(0, WARM_UP).clear());
      return rows(new Sample(times.get(0)), new Sample(times.get(1)), new Sample(times.get(2)));
    }
  }

  private static List<Row> rows(Sample baseline, Sample alone, Sample crowded) {
    return List.of(
        new Row(
            NAME,
            "event to job, 50 ms an answer",
            "ms",
            Optional.of(baseline),
            alone,
            Optional.empty()),
        new Row(
            NAME,
            "the same in answers' time",
            "",
            Optional.of(inAnswers(baseline)),
            inAnswers(alone),
            Target.atMost(4.3)),
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
