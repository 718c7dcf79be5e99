package dev.slipway.spec;

import dev.slipway.pool.Demand;
import dev.slipway.pool.ReservationAffinity;
import dev.slipway.pool.Shape;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The values of this package and of {@code pool} as case files write them. */
public final class CaseValues {

  private CaseValues() {}

  /**
   * A shape: {@code machineType}; {@code accelerator} such as {@code NVIDIA_L4 x 2}; {@code disk}
   * such as {@code pd-ssd 200 GB}, {@code pd-ssd} or {@code 200 GB}; {@code gpuPartition}; {@code
   * tpuTopology}; {@code reservation} such as {@code ANY_RESERVATION} or {@code
   * SPECIFIC_RESERVATION key=value,value}.
   */
  public static Shape shape(CaseNode node) {
    String[] accelerator = node.text("accelerator").orElse("x 0").split("x (?=\\d+$)", -1);
    String disk = node.textOrEmpty("disk");
    String size = disk.endsWith(" GB") ? disk.replaceFirst(".*?(\\d+) GB", "$1") : "0";
    return new Shape(
        node.textOrEmpty("machineType"),
        accelerator[0].strip(),
        Integer.parseInt(accelerator[1]),
        node.textOrEmpty("gpuPartition"),
        node.textOrEmpty("tpuTopology"),
        reservation(node.textOrEmpty("reservation")),
        disk.replaceFirst(" ?\\d+ GB", ""),
        Integer.parseInt(size));
  }

  private static ReservationAffinity reservation(String text) {
    String[] parts = text.split("[ =]", -1);
    return parts.length == 1
        ? new ReservationAffinity(text, "", List.of())
        : new ReservationAffinity(parts[0], parts[1], List.of(parts[2].split(",", -1)));
  }

  /** What a worker pool takes: a shape and {@code replicas}, 1 when absent. */
  public static Demand demand(CaseNode node) {
    return new Demand(shape(node), node.number("replicas").orElse(1L));
  }

  /**
   * Requirements: {@code workerPools}, each a demand and perhaps {@code where}; {@code network};
   * {@code kmsKey}; {@code serviceAccount}; {@code spelling}, camel when absent.
   */
  public static Requirements requirements(CaseNode node) {
    Spelling spelling =
        Spelling.valueOf(node.text("spelling").orElse("camel").toUpperCase(Locale.ROOT));
    List<WorkerPool> workerPools = new ArrayList<>();
    node.nodes(
        "workerPools",
        each -> {
          String where = spelling.of("jobSpec.workerPoolSpecs") + "[" + workerPools.size() + "]";
          return workerPools.add(new WorkerPool(each.text("where").orElse(where), demand(each)));
        });
    return new Requirements(
        workerPools,
        node.textOrEmpty("network"),
        node.textOrEmpty("kmsKey"),
        node.textOrEmpty("serviceAccount"),
        spelling);
  }

  /** A problem by the names of its components. */
  public static Problem problem(CaseNode node) {
    return new Problem(
        ProblemCode.valueOf(node.textOrEmpty("code")),
        node.textOrEmpty("where"),
        node.textsByName("facts"));
  }
}
