package dev.slipway.bench;

import dev.slipway.plan.Decision;
import dev.slipway.plan.PendingSubmission;
import dev.slipway.plan.PlanInput;
import dev.slipway.plan.Planner;
import dev.slipway.pool.Demand;
import dev.slipway.pool.HeldReplicas;
import dev.slipway.pool.Occupancy;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.Spelling;
import dev.slipway.spec.WorkerPool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One planning pass: what 5,000 jobs hold of 100 resource pools of 20 shapes is counted, then
 * everybody who waits gets a decision. Jobs and those who wait take from 1 to 8 replicas of one or
 * two shapes; the pools are all but full.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PlanBenchmark {

  private static final int POOLS = 100;
  private static final int SHAPES = 20;
  private static final int JOBS = 5_000;

  /** So many that the jobs above take nearly all. */
  private static final long REPLICAS = 240;

  private static final int MOST_REPLICAS = 8;
  private static final int LAUNCHES = 60;
  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  /** How many wait. */
  @Param({"15000", "150000"})
  public int queue;

  private PersistentResource resource;
  private List<HeldReplicas> holdings;
  private List<PendingSubmission> waiting;

  /** For JMH, which fills it by {@link #setUp}. */
  public PlanBenchmark() {
    resource =
        new PersistentResource("", ResourceState.RUNNING, List.of(), "", "", false, "", false);
    holdings = List.of();
    waiting = List.of();
  }

  /** Draws the same at random each time. */
  @Setup
  public void setUp() {
    Random random = new Random(1);
    resource =
        new PersistentResource(
            "training",
            ResourceState.RUNNING,
            IntStream.range(0, POOLS).mapToObj(PlanBenchmark::pool).toList(),
            "",
            "",
            false,
            "",
            false);
    holdings =
        IntStream.range(0, JOBS)
            .mapToObj(
                i -> new HeldReplicas("job-" + i, random.nextBoolean(), demands(random), List.of()))
            .toList();
    waiting = IntStream.range(0, queue).mapToObj(i -> waiting(i, random)).toList();
  }

  /** The pass; JMH takes its time. */
  @Benchmark
  public Map<String, Decision> pass() {
    return Planner.plan(
        new PlanInput(
            resource,
            Occupancy.of(resource, holdings),
            false,
            LAUNCHES,
            LAUNCHES,
            Optional.empty(),
            NOW),
        waiting);
  }

  private static ResourcePool pool(int number) {
    return new ResourcePool(
        "pool-" + number, shape(number % SHAPES), REPLICAS, OptionalLong.empty(), 0);
  }

  private static Shape shape(int number) {
    return Shape.of("n1-standard-4", "NVIDIA_TESLA_T4", number + 1);
  }

  private static List<Demand> demands(Random random) {
    return IntStream.rangeClosed(0, random.nextInt(2))
        .mapToObj(i -> new Demand(shape(random.nextInt(SHAPES)), 1 + random.nextInt(MOST_REPLICAS)))
        .toList();
  }

  private static PendingSubmission waiting(int number, Random random) {
    List<Demand> demands = demands(random);
    return new PendingSubmission(
        "%032x".formatted(number),
        random.nextInt(10),
        NOW.minusSeconds(random.nextInt(86_400)),
        new Requirements(
            IntStream.range(0, demands.size())
                .mapToObj(i -> new WorkerPool("jobSpec.workerPoolSpecs[" + i + "]", demands.get(i)))
                .toList(),
            "",
            "",
            "",
            Spelling.CAMEL),
        true,
        0,
        Instant.EPOCH);
  }
}
