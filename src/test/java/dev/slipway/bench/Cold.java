package dev.slipway.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

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
    List<List<Start>> starts = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        Start start = firstJob(contenders.get(i));
        if (round > 0) {
          // The round before was for the disk's cache and this process to be warm.
          starts.get(i).add(start);
        }
      }
    }
    boolean isNewest = jdk.version() >= 25;
    String plain = "start to first job, JDK " + jdk.version();
    String archived = plain + (isNewest ? ", AOT cache" : ", class archive");
    Optional<Target> target = isNewest ? Optional.empty() : Target.timesBaseline(0.6);
    return List.of(
        row(plain, Start::millis, starts.get(0), starts.get(1), target),
        row(archived, Start::millis, starts.get(0), starts.get(2), Target.timesBaseline(0.25)),
        row(
            plain + ": processor time",
            Start::processorMillis,
            starts.get(0),
            starts.get(1),
            Optional.empty()),
        row(
            archived + ": processor time",
            Start::processorMillis,
            starts.get(0),
            starts.get(2),
            Optional.empty()));
  }

  private static Row row(
      String what,
      ToDoubleFunction<Start> figure,
      List<Start> baseline,
      List<Start> ours,
      Optional<Target> target) {
    return new Row(
        NAME, what, "ms", Optional.of(sample(baseline, figure)), sample(ours, figure), target);
  }

  private static Sample sample(List<Start> starts, ToDoubleFunction<Start> figure) {
    return new Sample(starts.stream().mapToDouble(figure).boxed().toList());
  }

  /**
   * A start.
   *
   * @param millis until the first job was created
   * @param processorMillis spent until its event was acknowledged
   */
  private record Start(double millis, double processorMillis) {}

  private Start firstJob(Contender contender) throws IOException, InterruptedException {
    try (Cloud cloud = Cloud.start()) {
      Event event = cloud.upload("cold.json", Cloud.WIDE);
      try (Instance instance = Instance.start(contender, cloud, workshop.logs())) {
        instance.deliver(event);
        return new Start(
            Duration.between(instance.startedAt(), cloud.created().get(0)).toNanos() / 1e6,
            instance.processorMillis());
      }
    }
  }
}
