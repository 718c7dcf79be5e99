package dev.slipway.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What deciding costs, by JMH. */
final class Plan {

  static final String NAME = "plan";

  private static final int ITERATIONS = 10;
  private static final TimeValue EACH = TimeValue.seconds(1);
  private static final double MEBIBYTE = 1 << 20;

  private Plan() {}

  /** Measures a queue, and one ten times as long. */
  static List<Row> rows() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include(PlanBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .forks(1)
                    .warmupIterations(ITERATIONS / 2)
                    .warmupTime(EACH)
                    .measurementIterations(ITERATIONS)
                    .measurementTime(EACH)
                    // Those of the function: see terraform/main.tf.
                    .jvmArgs("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    List<RunResult> byQueue =
        results.stream().sorted(Comparator.comparingInt(result -> queue(result))).toList();
    List<Row> rows = new ArrayList<>();
    for (RunResult result : byQueue) {
      String what = queue(result) + " waiting × 100 pools × 5,000 jobs";
      boolean isFirst = rows.isEmpty();
      rows.add(
          Row.ours(
              NAME,
              "planning pass, " + what,
              "ms",
              times(result),
              isFirst ? Target.atMost(100) : Optional.empty()));
      rows.add(Row.ours(NAME, "allocated by it", "MiB", allocated(result), Optional.empty()));
    }
    rows.add(
        Row.ours(
            NAME,
            "ten times the queue",
            "times the time",
            Sample.of(times(byQueue.get(1)).median() / times(byQueue.get(0)).median()),
            Target.atMost(12)));
    return rows;
  }

  private static int queue(RunResult result) {
    return Integer.parseInt(result.getParams().getParam("queue"));
  }

  private static Sample times(RunResult result) {
    return new Sample(
        result.getBenchmarkResults().stream()
            .flatMap(run -> run.getIterationResults().stream())
            .map(iteration -> iteration.getPrimaryResult().getScore())
            .toList());
  }

  private static Sample allocated(RunResult result) {
    Result<?> bytes =
        Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
    return Sample.of(bytes.getScore() / MEBIBYTE);
  }
}
