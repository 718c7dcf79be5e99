package dev.slipway.pool;

import java.util.OptionalLong;

/**
 * One pool of like machines of a persistent resource.
 *
 * @param id its ID, unique within the persistent resource
 * @param shape which machines
 * @param replicas how many stand now
 * @param autoscalingMaximum how many it may grow to; empty when it does not scale by itself
 * @param used how many Vertex AI says are in use by training jobs
 */
public record ResourcePool(
    String id, Shape shape, long replicas, OptionalLong autoscalingMaximum, long used) {

  /**
   * How many replicas jobs can hold at most: the autoscaling maximum, or else the replica count
   * (https://cloud.google.com/vertex-ai/docs/training/persistent-resource-train).
   */
  public long capacity() {
    return autoscalingMaximum.orElse(replicas);
  }
}
