package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.AcceleratorType;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.Scheduling;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import dev.slipway.problem.ProblemCode;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.SchemaFindings;
import java.util.List;
import java.util.Set;

/**
 * How long a job may run and wait, and how its machines are got
 * (google/cloud/aiplatform/v1/custom_job.proto, Scheduling; for FLEX_START
 * https://cloud.google.com/vertex-ai/docs/training/schedule-jobs-dws).
 */
final class SchedulingRules {

  private static final Duration FLEX_START_MOST = Durations.fromDays(7);

  private static final Set<AcceleratorType> FLEX_START_ACCELERATORS =
      Set.of(
          AcceleratorType.NVIDIA_L4,
          AcceleratorType.NVIDIA_TESLA_A100,
          AcceleratorType.NVIDIA_A100_80GB,
          AcceleratorType.NVIDIA_H100_80GB,
          AcceleratorType.NVIDIA_H100_MEGA_80GB,
          AcceleratorType.NVIDIA_H200_141GB,
          AcceleratorType.NVIDIA_B200);

  private final MessageAt<Scheduling> place;
  private final Scheduling scheduling;
  private final List<MessageAt<WorkerPoolSpec>> pools;
  private final SchemaFindings findings;

  private SchedulingRules(
      MessageAt<Scheduling> place, List<MessageAt<WorkerPoolSpec>> pools, SchemaFindings findings) {
    this.place = place;
    this.scheduling = place.message();
    this.pools = pools;
    this.findings = findings;
  }

  /**
   * @param taking the worker pools that take machines
   */
  static void check(
      MessageAt<CustomJobSpec> spec,
      List<MessageAt<WorkerPoolSpec>> taking,
      SchemaFindings findings) {
    SchedulingRules rules =
        new SchedulingRules(
            spec.child(CustomJobSpec.SCHEDULING_FIELD_NUMBER, Scheduling.class), taking, findings);
    rules.timeout();
    rules.maxWait();
    rules.strategy();
    if (rules.isFlexStart()) {
      rules.flexStart();
    }
  }

  private boolean isFlexStart() {
    return scheduling.getStrategy() == Scheduling.Strategy.FLEX_START;
  }

  private void timeout() {
    if (scheduling.hasTimeout() && !Durations.isPositive(scheduling.getTimeout())) {
      findings.problem(
          ProblemCode.TIMEOUT_NOT_POSITIVE,
          place.of(Scheduling.TIMEOUT_FIELD_NUMBER),
          "found",
          Durations.toString(scheduling.getTimeout()));
    }
  }

  /** 0 is for ever. */
  private void maxWait() {
    if (!scheduling.hasMaxWaitDuration()) {
      return;
    }
    String where = place.of(Scheduling.MAX_WAIT_DURATION_FIELD_NUMBER);
    if (Durations.isNegative(scheduling.getMaxWaitDuration())) {
      String found = Durations.toString(scheduling.getMaxWaitDuration());
      findings.problem(ProblemCode.MAX_WAIT_NEGATIVE, where, "found", found);
    } else if (!isFlexStart()) {
      findings.warning(ProblemCode.MAX_WAIT_UNUSED, where);
    }
  }

  /** Both are ways to get machines, and a persistent resource has its own; no source says more. */
  private void strategy() {
    if (isFlexStart() || scheduling.getStrategy() == Scheduling.Strategy.SPOT) {
      findings.warning(
          ProblemCode.STRATEGY_ON_RESOURCE,
          place.of(Scheduling.STRATEGY_FIELD_NUMBER),
          "found",
          scheduling.getStrategy());
    }
  }

  private void flexStart() {
    if (Durations.compare(scheduling.getTimeout(), FLEX_START_MOST) > 0) {
      findings.problem(
          ProblemCode.FLEX_START_TIMEOUT,
          place.of(Scheduling.TIMEOUT_FIELD_NUMBER),
          "found",
          Durations.toString(scheduling.getTimeout()),
          "most",
          Durations.toString(FLEX_START_MOST));
    }
    for (MessageAt<WorkerPoolSpec> pool : pools) {
      flexStart(pool.child(WorkerPoolSpec.MACHINE_SPEC_FIELD_NUMBER, MachineSpec.class));
    }
  }

  private void flexStart(MessageAt<MachineSpec> machine) {
    if (!machine.message().equals(pools.get(0).message().getMachineSpec())) {
      findings.problem(
          ProblemCode.FLEX_START_MACHINES, machine.path(), "first", pools.get(0).path());
    }
    AcceleratorType type = machine.message().getAcceleratorType();
    if (!MachineRules.hasType(machine.message()) && machine.message().getAcceleratorCount() == 0) {
      findings.warning(
          ProblemCode.FLEX_START_ACCELERATOR, machine.path(), "found", "machines without GPUs");
    }
    if (MachineRules.hasType(machine.message()) && !FLEX_START_ACCELERATORS.contains(type)) {
      findings.warning(
          ProblemCode.FLEX_START_ACCELERATOR,
          machine.of(MachineSpec.ACCELERATOR_TYPE_FIELD_NUMBER),
          "found",
          type);
    }
  }
}
