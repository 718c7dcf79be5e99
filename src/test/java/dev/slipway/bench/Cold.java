package dev.slipway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long from the start of a process until its first job is created, its first event being there
 * already: what an upload waits that makes Cloud Run start an instance.
 */
record Cold(Workshop workshop, List<Jdk> jdks, int rounds) {

  static final String NAME = "cold";

  /** Measures, contender after contender in each round. */
  List<Row> rows() throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>();
    for (Jdk jdk : jdks) {
      rows.addAll(rows(jdk));
    }
    return rows;
  }

  private List<Row> rows(Jdk jdk) throws IOException, InterruptedException {
    List<Contender> contenders =
        List.of(workshop.baseline(jdk), workshop.slipway(jdk), workshop.archived(jdk));
    List<List<Double>> times = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        double time = firstJob(contenders.get(i));
        if (round > 0) {
          // The round before was for the disk's cache and this process to be warm.
          times.get(i).add(time);
        }
      }
    }
    Sample baseline = new Sample(times.get(0));
    boolean isSeventeen = jdk.version() < 25;
    return List.of(
        row(
            "start to first job, JDK " + jdk.version(),
            baseline,
            times.get(1),
            isSeventeen ? Target.timesBaseline(0.6) : Optional.empty()),
        row(
            "the same with its "
                + (isSeventeen ? "class archive" : "AOT cache")
                + ", JDK "
                + jdk.version(),
            baseline,
            times.get(2),
            Target.timesBaseline(0.25)));
  }

  private static Row row(
      String what, Sample baseline, List<Double> ours, Optional<Target> target) {
    return new Row(NAME, what, "ms", Optional.of(baseline), new Sample(ours), target);
  }

  private double firstJob(Contender contender) throws IOException, InterruptedException {
    try (Cloud cloud = Cloud.start()) {
      Event event = cloud.upload("cold.json", Cloud.WIDE);
      try (Instance instance = Instance.start(contender, cloud, workshop.logs())) {
        instance.deliver(event);
        return Duration.between(instance.startedAt(), cloud.created().get(0)).toNanos() / 1e6;
      }
    }
  }
}
