package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import dev.slipway.problem.ProblemCode;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.SchemaFindings;
import dev.slipway.vertex.schema.Shapes;
import java.util.List;

/**
 * The order of worker pools: primary replica, workers, parameter servers or reduction server,
 * evaluators (https://cloud.google.com/vertex-ai/docs/training/distributed-training).
 */
final class WorkerPoolRules {

  /** The page has a task for four positions. That a fifth is no use is our inference. */
  private static final int POSITIONS = 4;

  private final MessageAt<CustomJobSpec> spec;
  private final List<MessageAt<WorkerPoolSpec>> pools;
  private final List<MessageAt<WorkerPoolSpec>> taking;
  private final SchemaFindings findings;

  private WorkerPoolRules(MessageAt<CustomJobSpec> spec, SchemaFindings findings) {
    this.spec = spec;
    this.pools = JobRules.workerPools(spec);
    this.taking = pools.stream().filter(pool -> !Shapes.isSkipped(pool.message())).toList();
    this.findings = findings;
  }

  static void check(MessageAt<CustomJobSpec> spec, SchemaFindings findings) {
    WorkerPoolRules rules = new WorkerPoolRules(spec, findings);
    if (!rules.taking.isEmpty()) {
      rules.primary(rules.pools.get(0));
      rules.taking.forEach(rules::replicaCount);
      rules.positions();
      rules.tpu();
    }
  }

  /**
   * The primary replica is required, and is one. Vertex AI's refusal, as client code in public
   * repositories has it: "Replica count for master worker pool (worker_pool_specs[0].replica_count)
   * should be 1."
   */
  private void primary(MessageAt<WorkerPoolSpec> first) {
    if (Shapes.isSkipped(first.message())) {
      findings.problem(ProblemCode.PRIMARY_POOL_EMPTY, first.path());
    } else if (first.message().getReplicaCount() > 1 && Tpus.isTpu(first.message())) {
      findings.problem(
          ProblemCode.TPU_ONE_REPLICA,
          first.of(WorkerPoolSpec.REPLICA_COUNT_FIELD_NUMBER),
          "found",
          first.message().getReplicaCount());
    } else if (first.message().getReplicaCount() > 1) {
      findings.problem(
          ProblemCode.PRIMARY_REPLICAS,
          first.of(WorkerPoolSpec.REPLICA_COUNT_FIELD_NUMBER),
          "found",
          first.message().getReplicaCount(),
          "rest",
          first.message().getReplicaCount() - 1);
    }
  }

  /**
   * Client code in public repositories has this refusal, too: "Both or none of `machine_spec` and
   * `replica_count` should be specified." The API's reference calls the field optional, so this is
   * no error here.
   */
  private void replicaCount(MessageAt<WorkerPoolSpec> pool) {
    if (pool.message().hasMachineSpec() && pool.message().getReplicaCount() == 0) {
      findings.warning(
          ProblemCode.REPLICA_COUNT_ABSENT, pool.of(WorkerPoolSpec.REPLICA_COUNT_FIELD_NUMBER));
    }
  }

  private void positions() {
    if (pools.size() > POSITIONS) {
      findings.warning(
          ProblemCode.TOO_MANY_WORKER_POOLS,
          spec.of(CustomJobSpec.WORKER_POOL_SPECS_FIELD_NUMBER),
          "found",
          pools.size(),
          "most",
          POSITIONS);
    }
    ReductionServer.check(pools, findings);
  }

  /**
   * TPUs take "exactly one worker pool" of one replica, even for topologies of many machines
   * (https://cloud.google.com/vertex-ai/docs/training/configure-compute).
   */
  private void tpu() {
    if (taking.size() > 1 && taking.stream().anyMatch(pool -> Tpus.isTpu(pool.message()))) {
      findings.problem(
          ProblemCode.TPU_ONE_WORKER_POOL,
          spec.of(CustomJobSpec.WORKER_POOL_SPECS_FIELD_NUMBER),
          "found",
          taking.size());
    }
  }
}
