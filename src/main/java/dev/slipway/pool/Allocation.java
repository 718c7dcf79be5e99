package dev.slipway.pool;

/**
 * Where a worker pool of somebody who takes replicas is counted.
 *
 * @param holding the name of the {@link HeldReplicas}
 * @param running whether Vertex AI should count it as in use by now
 * @param pool the ID of the resource pool
 * @param replicas how many
 */
public record Allocation(String holding, boolean running, String pool, long replicas) {}
