package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.PersistentResource;
import java.util.List;

/**
 * All that Vertex AI holds at one moment, and what lies ahead of it: enough to go on later.
 *
 * @param revision the state's revision at that moment; means nothing in another run
 * @param resources the persistent resources
 * @param resourceEnds the ends of their ways, for those that are coming or going
 * @param jobs the jobs, oldest first
 * @param jobSteps what lies ahead of the jobs, in the order in which it will happen
 * @param operations the long-running operations, the first first
 * @param balances the accounts of the resource pools
 */
record VertexSnapshot(
    long revision,
    List<PersistentResource> resources,
    List<PersistentResourceRuns.Step> resourceEnds,
    List<EmulatedJob.SavedJob> jobs,
    List<JobRuns.Ahead> jobSteps,
    List<VertexOperations.SavedOperation> operations,
    List<ReplicaLedger.Balance> balances) {

  VertexSnapshot {
    resources = List.copyOf(resources);
    resourceEnds = List.copyOf(resourceEnds);
    jobs = List.copyOf(jobs);
    jobSteps = List.copyOf(jobSteps);
    operations = List.copyOf(operations);
    balances = List.copyOf(balances);
  }
}
