package dev.slipway.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What deciding costs, by JMH. */
final class PlanningCost {

  static final String NAME = "plan";

  private static final int ROUNDS = 5;
  private static final int WARM_UP = 3;
  private static final int ITERATIONS = 4;
  private static final TimeValue EACH = TimeValue.seconds(1);
  private static final double MEBIBYTE = 1 << 20;

  /** The function's own options (terraform/main.tf) for an instance of its size. */
  private static final String[] FUNCTION = {
    LauncherBuilder.CONTAINER,
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:MaxRAMPercentage=60",
    "-XX:InitialRAMPercentage=10",
    "-XX:MetaspaceSize=96m",
    "-XX:+ExitOnOutOfMemoryError"
  };

  private PlanningCost() {}

  /** A queue, and one ten times as long. */
  private record QueuePair(RunResult shorter, RunResult longer) {

    double growth() {
      return times(List.of(longer)).median() / times(List.of(shorter)).median();
    }
  }

  /** Measures both, in turn: the machine's moods hit both. */
  static List<ResultRow> rows() throws RunnerException {
    List<QueuePair> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rounds.add(round());
    }
    List<ResultRow> rows = new ArrayList<>();
    rows.addAll(rows(rounds.stream().map(QueuePair::shorter).toList(), Goal.atMost(100)));
    rows.addAll(rows(rounds.stream().map(QueuePair::longer).toList(), Optional.empty()));
    rows.add(
        ResultRow.ours(
            NAME,
            "ten times the queue",
            "times the time",
            new Measurements(rounds.stream().map(QueuePair::growth).toList()),
            Goal.atMost(12)));
    return rows;
  }

  private static List<ResultRow> rows(List<RunResult> results, Optional<Goal> goal) {
    String what = queue(results.get(0)) + " waiting × 100 pools × 5,000 jobs";
    return List.of(
        ResultRow.ours(NAME, "planning pass, " + what, "ms", times(results), goal),
        ResultRow.ours(NAME, "allocated by it", "MiB", allocated(results), Optional.empty()));
  }

  /** Each in a JVM of its own. */
  private static QueuePair round() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(PlanBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .forks(1)
                    .warmupIterations(WARM_UP)
                    .warmupTime(EACH)
                    .measurementIterations(ITERATIONS)
                    .measurementTime(EACH)
                    .jvmArgs(FUNCTION)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    List<RunResult> byQueue =
        results.stream().sorted(Comparator.comparingInt(PlanningCost::queue)).toList();
    return new QueuePair(byQueue.get(0), byQueue.get(1));
  }

  private static int queue(RunResult result) {
    return Integer.parseInt(result.getParams().getParam("queue"));
  }

  private static Measurements times(List<RunResult> results) {
    return new Measurements(
        results.stream()
            .flatMap(result -> result.getBenchmarkResults().stream())
            .flatMap(run -> run.getIterationResults().stream())
            .map(iteration -> iteration.getPrimaryResult().getScore())
            .toList());
  }

  private static Measurements allocated(List<RunResult> results) {
    return new Measurements(
        results.stream()
            .map(
                result ->
                    Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                            .getScore()
                        / MEBIBYTE)
            .toList());
  }
}
