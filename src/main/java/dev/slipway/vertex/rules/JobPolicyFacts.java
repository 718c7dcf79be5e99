package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.ContainerSpec;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.EncryptionSpec;
import com.google.cloud.aiplatform.v1.PythonPackageSpec;
import com.google.cloud.aiplatform.v1.Scheduling;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import com.google.protobuf.util.Durations;
import dev.slipway.spec.Located;
import dev.slipway.spec.PolicyFacts;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.Shapes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What a custom job would be allowed to do, read so that no way of writing it says less. */
final class JobPolicyFacts {

  private JobPolicyFacts() {}

  /**
   * @param taking the worker pools that take machines
   */
  static PolicyFacts of(
      MessageAt<CustomJob> job,
      MessageAt<CustomJobSpec> spec,
      List<MessageAt<WorkerPoolSpec>> taking) {
    String pools = spec.of(CustomJobSpec.WORKER_POOL_SPECS_FIELD_NUMBER);
    return new PolicyFacts(
        taking.stream().map(JobPolicyFacts::image).toList(),
        spec.text(CustomJobSpec.SERVICE_ACCOUNT_FIELD_NUMBER),
        job.child(CustomJob.ENCRYPTION_SPEC_FIELD_NUMBER, EncryptionSpec.class)
            .text(EncryptionSpec.KMS_KEY_NAME_FIELD_NUMBER),
        OtherPolicyFacts.of(job, spec),
        new Located<>(pools, sum(taking, JobPolicyFacts::replicas)),
        new Located<>(pools, sum(taking, JobPolicyFacts::accelerators)),
        timeout(spec.child(CustomJobSpec.SCHEDULING_FIELD_NUMBER, Scheduling.class)));
  }

  private static Located<String> image(MessageAt<WorkerPoolSpec> pool) {
    return pool.message().hasPythonPackageSpec()
        ? pool.child(WorkerPoolSpec.PYTHON_PACKAGE_SPEC_FIELD_NUMBER, PythonPackageSpec.class)
            .text(PythonPackageSpec.EXECUTOR_IMAGE_URI_FIELD_NUMBER)
        : pool.child(WorkerPoolSpec.CONTAINER_SPEC_FIELD_NUMBER, ContainerSpec.class)
            .text(ContainerSpec.IMAGE_URI_FIELD_NUMBER);
  }

  /** None can make up for another's, and sums stop at the largest number. */
  private static long sum(
      List<MessageAt<WorkerPoolSpec>> pools, ToLongFunction<WorkerPoolSpec> amount) {
    return pools.stream()
        .mapToLong(pool -> Math.max(0, amount.applyAsLong(pool.message())))
        .reduce(0, (one, other) -> one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other);
  }

  private static long replicas(WorkerPoolSpec pool) {
    return Shapes.demandOf(pool).replicas();
  }

  private static long accelerators(WorkerPoolSpec pool) {
    long each = MachineAccelerators.least(pool.getMachineSpec());
    long replicas = replicas(pool);
    return replicas > 0 && each > Long.MAX_VALUE / replicas ? Long.MAX_VALUE : each * replicas;
  }

  /** What Vertex AI makes of a timeout that is not positive no source says: it counts as none. */
  private static Located<Optional<Duration>> timeout(MessageAt<Scheduling> scheduling) {
    com.google.protobuf.Duration timeout = scheduling.message().getTimeout();
    return new Located<>(
        scheduling.of(Scheduling.TIMEOUT_FIELD_NUMBER),
        Durations.isPositive(timeout)
            ? Optional.of(Duration.ofSeconds(timeout.getSeconds(), timeout.getNanos()))
            : Optional.empty());
  }
}
