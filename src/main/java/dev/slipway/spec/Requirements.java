package dev.slipway.spec;

import dev.slipway.pool.Demand;
import java.util.List;

/**
 * What of a spec decides whether it fits a persistent resource. Texts are empty when absent.
 *
 * @param workerPools in the spec's order
 * @param network the full name of the VPC network to peer with
 * @param kmsKey the Cloud KMS key to encrypt with
 * @param serviceAccount the account the job runs as
 * @param spelling how the spec spells its fields, to name those it leaves out
 */
public record Requirements(
    List<WorkerPool> workerPools,
    String network,
    String kmsKey,
    String serviceAccount,
    Spelling spelling) {
  public Requirements {
    workerPools = List.copyOf(workerPools);
  }

  /** What each worker pool takes, in the spec's order. */
  public List<Demand> demands() {
    return workerPools.stream().map(WorkerPool::demand).toList();
  }
}
