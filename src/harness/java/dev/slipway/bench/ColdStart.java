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
record ColdStart(LauncherBuilder builder, List<Jdk> jdks, int rounds) {

  static final String NAME = "cold";

  /** Measures, launcher after launcher in each round. */
  List<ResultRow> rows() throws IOException, InterruptedException {
    List<ResultRow> rows = new ArrayList<>();
    for (Jdk jdk : jdks) {
      rows.addAll(rows(jdk));
    }
    return rows;
  }

  private List<ResultRow> rows(Jdk jdk) throws IOException, InterruptedException {
    LauncherCommand plain = builder.slipway(jdk);
    LauncherCommand archived = builder.archived(jdk);
    List<List<StartTimes>> starts =
        inTurn(
            List.of(
                builder.baseline(jdk),
                plain,
                builder.floor(plain),
                archived,
                builder.floor(archived),
                builder.baselineInCloudFunctions(jdk),
                builder.inCloudFunctions(jdk)));
    boolean isNewest = jdk.version() >= 25;
    String what = "start to first job, JDK " + jdk.version();
    Optional<Goal> goal = isNewest ? Optional.empty() : Goal.timesBaseline(0.6);
    List<ResultRow> rows = new ArrayList<>();
    rows.addAll(rows(what, goal, starts.get(0), starts.subList(1, 3)));
    rows.addAll(
        rows(
            what + (isNewest ? ", AOT cache" : ", class archive"),
            Goal.timesBaseline(0.25),
            starts.get(0),
            starts.subList(3, 5)));
    rows.addAll(
        rows(what + ", as Cloud Functions does it", goal, starts.get(5), starts.subList(6, 7)));
    return rows;
  }

  private List<List<StartTimes>> inTurn(List<LauncherCommand> launchers)
      throws IOException, InterruptedException {
    List<List<StartTimes>> starts = new ArrayList<>();
    launchers.forEach(launcher -> starts.add(new ArrayList<>()));
    for (int round = 0; round <= rounds; round++) {
      for (int i = 0; i < launchers.size(); i++) {
        StartTimes start = firstJob(launchers.get(i));
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
  private static List<ResultRow> rows(
      String what, Optional<Goal> goal, List<StartTimes> baseline, List<List<StartTimes>> ours) {
    return List.of(
        row(what, goal, StartTimes::millis, baseline, ours),
        row(
            what + ": processor time",
            Optional.empty(),
            StartTimes::processorMillis,
            baseline,
            ours));
  }

  private static ResultRow row(
      String what,
      Optional<Goal> goal,
      ToDoubleFunction<StartTimes> figure,
      List<StartTimes> baseline,
      List<List<StartTimes>> ours) {
    ResultRow row =
        new ResultRow(
            NAME,
            what,
            "ms",
            Optional.of(sample(baseline, figure)),
            sample(ours.get(0), figure),
            goal);
    return ours.size() == 1 ? row : row.over(sample(ours.get(1), figure));
  }

  private static Measurements sample(List<StartTimes> starts, ToDoubleFunction<StartTimes> figure) {
    return new Measurements(starts.stream().mapToDouble(figure).boxed().toList());
  }

  /**
   * A start.
   *
   * @param millis until the first job was created
   * @param processorMillis spent until its event was acknowledged
   */
  private record StartTimes(double millis, double processorMillis) {}

  private StartTimes firstJob(LauncherCommand launcher) throws IOException, InterruptedException {
    try (EmulatedServices cloud = EmulatedServices.start()) {
      PostedEvent event = cloud.upload("cold.json", EmulatedServices.WIDE);
      try (LauncherProcess instance = LauncherProcess.start(launcher, cloud, builder.logs())) {
        instance.deliver(event);
        return new StartTimes(
            Duration.between(instance.startedAt(), cloud.created().get(0)).toNanos() / 1e6,
            instance.processorMillis());
      }
    }
  }
}
