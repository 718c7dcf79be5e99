package dev.slipway.plan;

import dev.slipway.spec.WorkerPool;
import java.util.List;

/**
 * The worker pools of a spec. Those of equal specs of a plan are the same object, see {@link
 * Groups}: what is known of them is then looked up by identity.
 *
 * @param inOrder in the spec's order
 * @param byShape the same by their shape
 */
record WorkerPools(List<WorkerPool> inOrder, List<Group> byShape) {}
