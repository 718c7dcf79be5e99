package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.text.Patterns;
import java.util.regex.Pattern;

/** TPU machines (https://cloud.google.com/vertex-ai/docs/training/configure-compute#tpus). */
final class Tpus {

  /** Such as {@code ct5lp-hightpu-4t}, {@code tpu7x-standard-4t}: chips to the machine last. */
  private static final Pattern MACHINE = Pattern.compile("(?:ct|tpu)[0-9].*-([0-9]{1,4})t");

  private static final Pattern BY = Pattern.compile("x");

  private static final Pattern TOPOLOGY = Pattern.compile("[0-9]{1,4}(x[0-9]{1,4}){1,3}");

  private Tpus() {}

  static boolean isTpu(WorkerPoolSpec pool) {
    MachineSpec machine = pool.getMachineSpec();
    return machine.getMachineType().equals("cloud-tpu")
        || Patterns.matches(MACHINE, machine.getMachineType())
        || machine.getAcceleratorType().name().startsWith("TPU_")
        || !machine.getTpuTopology().isEmpty();
  }

  /**
   * How many chips a replica has that its accelerator count does not tell: those of the topology,
   * which may span machines, or else of the machine; 0 when it is no such machine.
   */
  static long chips(MachineSpec machine) {
    if (Patterns.matches(TOPOLOGY, machine.getTpuTopology())) {
      return Patterns.split(BY, machine.getTpuTopology()).stream()
          .mapToLong(Long::parseLong)
          .reduce(1, Math::multiplyExact);
    }
    return Patterns.match(MACHINE, machine.getMachineType())
        .map(type -> Long.parseLong(type.group(1)))
        .orElse(0L);
  }
}
