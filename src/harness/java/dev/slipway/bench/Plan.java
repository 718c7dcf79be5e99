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
final class Plan {

  static final String NAME = "plan";

  private static final int ROUNDS = 5;
  private static final int WARM_UP = 3;
  private static final int ITERATIONS = 4;
  private static final TimeValue EACH = TimeValue.seconds(1);
  private static final double MEBIBYTE = 1 << 20;

  /** The function's own options (terraform/main.tf) for an instance of its size. */
  private static final String[] FUNCTION = {
    Workshop.CONTAINER,
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:MaxRAMPercentage=60",
    "-XX:InitialRAMPercentage=10",
    "-XX:MetaspaceSize=96m",
    "-XX:+ExitOnOutOfMemoryError"
  };

  private Plan() {}

  /** A queue, and one ten times as long. */
  private record Round(RunResult shorter, RunResult longer) {

    double growth() {
      return times(List.of(longer)).median() / times(List.of(shorter)).median();
    }
  }

  /** Measures both, in turn: the machine's moods hit both. */
  static List<Row> rows() throws RunnerException {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      rounds.add(round());
    }
    List<Row> rows = new ArrayList<>();
    rows.addAll(rows(rounds.stream().map(Round::shorter).toList(), Target.atMost(100)));
    rows.addAll(rows(rounds.stream().map(Round::longer).toList(), Optional.empty()));
    rows.add(
        Row.ours(
            NAME,
            "ten times the queue",
            "times the time",
            new Sample(rounds.stream().map(Round::growth).toList()),
            Target.atMost(12)));
    return rows;
  }

  private static List<Row> rows(List<RunResult> results, Optional<Target> target) {
    String what = queue(results.get(0)) + " waiting × 100 pools × 5,000 jobs";
    return List.of(
        Row.ours(NAME, "planning pass, " + what, "ms", times(results), target),
        Row.ours(NAME, "allocated by it", "MiB", allocated(results), Optional.empty()));
  }

  /** Each in a JVM of its own. */
  private static Round round() throws RunnerException {
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
        results.stream().sorted(Comparator.comparingInt(Plan::queue)).toList();
    return new Round(byQueue.get(0), byQueue.get(1));
  }

  private static int queue(RunResult result) {
    return Integer.parseInt(result.getParams().getParam("queue"));
  }

  private static Sample times(List<RunResult> results) {
    return new Sample(
        results.stream()
            .flatMap(result -> result.getBenchmarkResults().stream())
            .flatMap(run -> run.getIterationResults().stream())
            .map(iteration -> iteration.getPrimaryResult().getScore())
            .toList());
  }

  private static Sample allocated(List<RunResult> results) {
    return new Sample(
        results.stream()
            .map(
                result ->
                    Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                            .getScore()
                        / MEBIBYTE)
            .toList());
  }
}
