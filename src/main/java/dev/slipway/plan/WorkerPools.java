package dev.slipway.plan;

import dev.slipway.spec.WorkerPool;
import java.util.List;

/**
 * The worker pools of a spec. Those that {@link ShapeGroups} gives for equal specs are the same
 * object: what is known of them is then looked up by identity. {@link ShapeGroup#alone} is another.
 *
 * @param inOrder in the spec's order
 * @param byShape the same by their shape
 */
record WorkerPools(List<WorkerPool> inOrder, List<ShapeGroup> byShape) {}
