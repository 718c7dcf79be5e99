package dev.slipway.pool;

/**
 * What one worker pool takes.
 *
 * @param shape which machines
 * @param replicas how many, at least 0
 */
public record Demand(Shape shape, long replicas) {}
