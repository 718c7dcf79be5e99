package dev.slipway.pool;

/**
 * What one worker pool takes.
 *
 * @param shape which machines
 * @param replicas how many, at least 0
 */
public record Demand(Shape shape, long replicas) {

  /** As a record's own, but written out for speed: see {@link Shape#equals}. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Demand that && replicas == that.replicas && shape.equals(that.shape);
  }

  @Override
  public int hashCode() {
    return 31 * shape.hashCode() + Long.hashCode(replicas);
  }
}
