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
    Contender plain = workshop.slipway(jdk);
    Contender archived = workshop.archived(jdk);
    List<List<Start>> starts =
        inTurn(
            List.of(
                workshop.baseline(jdk),
                plain,
                workshop.floor(plain),
                archived,
                workshop.floor(archived),
                workshop.baselineInCloudFunctions(jdk),
                workshop.inCloudFunctions(jdk)));
    boolean isNewest = jdk.version() >= 25;
    String what = "start to first job, JDK " + jdk.version();
    Optional<Target> target = isNewest ? Optional.empty() : Target.timesBaseline(0.6);
    List<Row> rows = new ArrayList<>();
    rows.addAll(rows(what, target, starts.get(0), starts.subList(1, 3)));
    rows.addAll(
        rows(
            what + (isNewest ? ", AOT cache" : ", class archive"),
            Target.timesBaseline(0.25),
            starts.get(0),
            starts.subList(3, 5)));
    rows.addAll(
        rows(what + ", as Cloud Functions does it", target, starts.get(5), starts.subList(6, 7)));
    return rows;
  }

  private List<List<Start>> inTurn(List<Contender> contenders)
      throws IOException, InterruptedException {
    List<List<Start>> starts = new ArrayList<>();
    contenders.forEach(contender -> starts.add(new ArrayList<>()));
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < contenders.size(); i++) {
        Start start = firstJob(contenders.get(i));
        if (round > 0) {
          // The round before was for the disk's cache and this process to be warm.
          starts.get(i).add(start);
        }
      }
    }
    return starts;
  }

  /**
   * By the clock, and in processor time; {@code ours} is Slipway's starts, then its floor's if that
   * was measured.
   */
  private static List<Row> rows(
      String what, Optional<Target> target, List<Start> baseline, List<List<Start>> ours) {
    return List.of(
        row(what, target, Start::millis, baseline, ours),
        row(what + ": processor time", Optional.empty(), Start::processorMillis, baseline, ours));
  }

  private static Row row(
      String what,
      Optional<Target> target,
      ToDoubleFunction<Start> figure,
      List<Start> baseline,
      List<List<Start>> ours) {
    Row row =
        new Row(
            NAME,
            what,
            "ms",
            Optional.of(sample(baseline, figure)),
            sample(ours.get(0), figure),
            target);
    return ours.size() == 1 ? row : row.over(sample(ours.get(1), figure));
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
