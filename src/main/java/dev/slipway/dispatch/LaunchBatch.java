package dev.slipway.dispatch;

import dev.slipway.dispatch.snapshot.Snapshot;
import dev.slipway.pool.PersistentResource;
import java.util.List;

/**
 * What one plan launches. A direct launch is a batch of one.
 *
 * @param snapshot what it was planned from; of a direct launch, without the record of its own
 * @param resource the persistent resource, as the snapshot shows it
 * @param candidates in the order in which they are launched
 */
record LaunchBatch(
    Snapshot snapshot, PersistentResource resource, List<LaunchCandidate> candidates) {

  LaunchBatch {
    candidates = List.copyOf(candidates);
  }
}
