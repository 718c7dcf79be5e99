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
record Throughput(Workshop workshop, Jdk jdk) {

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
  List<Row> rows() throws Exception {
    Load theirs = load(workshop.baseline(jdk));
    Load our = load(workshop.slipway(jdk));
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Row(
            NAME,
            "jobs launched, " + UPLOADERS + " uploading side by side",
            "a second",
            Optional.of(Sample.of(theirs.perSecond())),
            Sample.of(our.perSecond()),
            Target.atLeast(43)));
    rows.add(
        new Row(
            NAME,
            "processor time a job, the start included",
            "ms",
            Optional.of(Sample.of(theirs.processorMillisEach())),
            Sample.of(our.processorMillisEach()),
            Optional.empty()));
    Contender baseline = workshop.baseline(jdk).with(SMALL_CONTAINER);
    Contender ours = workshop.slipway(jdk).with(SMALL_CONTAINER);
    OptionalDouble theirPeak = peak(baseline, "");
    OptionalDouble peak = peak(ours, "");
    if (peak.isPresent()) {
      rows.add(
          new Row(
              NAME,
              "peak memory, " + AT_ONCE + " events at once, 512 MiB container",
              "MB",
              Optional.of(Sample.of(theirPeak.orElse(0))),
              Sample.of(peak.getAsDouble()),
              Target.atMost(MEMORY_MB)));
      rows.add(
          Row.ours(
              NAME,
              "the same with specs of 1 MiB",
              "MB",
              Sample.of(peak(ours, "x".repeat(LARGE - 1_000)).orElse(0)),
              Target.atMost(CONTAINER_MB)));
    }
    return rows;
  }

  /**
   * What a launcher did under load.
   *
   * @param perSecond jobs launched, once it was warm
   * @param processorMillisEach what processors spent on each job
   */
  private record Load(double perSecond, double processorMillisEach) {}

  private Load load(Contender contender) throws Exception {
    try (Cloud cloud = Cloud.start();
        Instance instance = Instance.start(contender, cloud, workshop.logs())) {
      Instant from = Instant.now().plus(WARM_UP);
      Instant until = from.plus(LASTS);
      AtomicInteger number = new AtomicInteger();
      all(
          UPLOADERS,
          () -> {
            while (Instant.now().isBefore(until)) {
              instance.deliver(
                  cloud.upload("load-" + number.incrementAndGet() + ".json", Cloud.WIDE));
            }
            return true;
          });
      List<Instant> created = cloud.created();
      long launched = created.stream().filter(at -> at.isAfter(from) && at.isBefore(until)).count();
      return new Load(
          launched * 1000.0 / LASTS.toMillis(), instance.processorMillis() / created.size());
    }
  }

  /** The peak when many events come at once, all acknowledged and all launched. */
  private OptionalDouble peak(Contender contender, String argument) throws Exception {
    try (Cloud cloud = Cloud.start();
        Instance instance = Instance.start(contender, cloud, workshop.logs())) {
      AtomicInteger number = new AtomicInteger();
      Supplier<Event> upload =
          () -> {
            String name = "burst-" + number.incrementAndGet();
            return cloud.uploadSpec(name + ".json", Cloud.spec(name, Cloud.WIDE, argument));
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
