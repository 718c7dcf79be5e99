package dev.slipway.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * How many jobs a second are launched for long, and what memory many events at once take. Services,
 * launcher and whoever uploads share one machine.
 */
record Throughput(LauncherBuilder builder, Jdk jdk) {

  static final String NAME = "throughput";

  private static final int UPLOADERS = 32;
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration LASTS = Duration.ofSeconds(15);
  private static final int AT_ONCE = 80;
  private static final int LARGE = 1 << 20;

  /** What the JVM takes for the machine's memory, as it would a container's limit. */
  private static final String SMALL_CONTAINER = "-XX:MaxRAM=512m";

  private static final double CONTAINER_MB = 512 * 1.024 * 1.024;
  private static final double MEMORY_MB = 256;

  /** Measures, one after another. */
  List<ResultRow> rows() throws Exception {
    LoadResult theirs = load(builder.baseline(jdk));
    LoadResult our = load(builder.slipway(jdk));
    List<ResultRow> rows = new ArrayList<>();
    rows.add(
        new ResultRow(
            NAME,
            "jobs launched, " + UPLOADERS + " uploading side by side",
            "a second",
            Optional.of(Measurements.of(theirs.perSecond())),
            Measurements.of(our.perSecond()),
            Goal.atLeast(43)));
    rows.add(
        new ResultRow(
            NAME,
            "processor time a job, the start included",
            "ms",
            Optional.of(Measurements.of(theirs.processorMillisEach())),
            Measurements.of(our.processorMillisEach()),
            Optional.empty()));
    LauncherCommand baseline = builder.baseline(jdk).with(SMALL_CONTAINER);
    LauncherCommand ours = builder.slipway(jdk).with(SMALL_CONTAINER);
    OptionalDouble theirPeak = peak(baseline, "");
    OptionalDouble peak = peak(ours, "");
    if (peak.isPresent()) {
      rows.add(
          new ResultRow(
              NAME,
              "peak memory, " + AT_ONCE + " events at once, 512 MiB container",
              "MB",
              Optional.of(Measurements.of(theirPeak.orElse(0))),
              Measurements.of(peak.getAsDouble()),
              Goal.atMost(MEMORY_MB)));
      rows.add(
          ResultRow.ours(
              NAME,
              "the same with specs of 1 MiB",
              "MB",
              Measurements.of(peak(ours, "x".repeat(LARGE - 1_000)).orElse(0)),
              Goal.atMost(CONTAINER_MB)));
    }
    return rows;
  }

  /**
   * What a launcher did under load.
   *
   * @param perSecond jobs launched, once it was warm
   * @param processorMillisEach what processors spent on each job
   */
  private record LoadResult(double perSecond, double processorMillisEach) {}

  private LoadResult load(LauncherCommand launcher) throws Exception {
    try (EmulatedServices cloud = EmulatedServices.start();
        LauncherProcess instance = LauncherProcess.start(launcher, cloud, builder.logs())) {
      Instant from = Instant.now().plus(WARM_UP);
      Instant until = from.plus(LASTS);
      AtomicInteger number = new AtomicInteger();
      all(
          UPLOADERS,
          () -> {
            while (Instant.now().isBefore(until)) {
              instance.deliver(
                  cloud.upload(
                      "load-" + number.incrementAndGet() + ".json", EmulatedServices.WIDE));
            }
            return true;
          });
      List<Instant> created = cloud.created();
      long launched = created.stream().filter(at -> at.isAfter(from) && at.isBefore(until)).count();
      return new LoadResult(
          launched * 1000.0 / LASTS.toMillis(), instance.processorMillis() / created.size());
    }
  }

  /** The peak when many events come at once, all acknowledged and all launched. */
  private OptionalDouble peak(LauncherCommand launcher, String argument) throws Exception {
    try (EmulatedServices cloud = EmulatedServices.start();
        LauncherProcess instance = LauncherProcess.start(launcher, cloud, builder.logs())) {
      AtomicInteger number = new AtomicInteger();
      Supplier<PostedEvent> upload =
          () -> {
            String name = "burst-" + number.incrementAndGet();
            return cloud.uploadSpec(
                name + ".json", EmulatedServices.spec(name, EmulatedServices.WIDE, argument));
          };
      all(
          AT_ONCE,
          () -> {
            instance.deliver(upload.get());
            return true;
          });
      // Whoever found the lease held is launched by who held it.
      Instant until = Instant.now().plus(WARM_UP);
      while (cloud.created().size() < AT_ONCE && Instant.now().isBefore(until)) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
      if (cloud.created().size() != AT_ONCE) {
        throw new IOException(cloud.created().size() + " jobs were created for " + AT_ONCE);
      }
      return instance.peakMegabytes();
    }
  }

  /** Runs the same many times side by side; fails as the first that fails. */
  private static void all(int count, Callable<Boolean> deed)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      List<Future<Boolean>> running = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        running.add(threads.submit(deed));
      }
      for (Future<Boolean> each : running) {
        var unused = each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
