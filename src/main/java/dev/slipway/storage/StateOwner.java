package dev.slipway.storage;

/**
 * The deployment that a state bucket belongs to.
 *
 * @param project where its jobs run: an ID
 * @param location where its jobs run
 * @param specBucket where its specs are uploaded
 */
public record StateOwner(String project, String location, String specBucket) {

  /** For people. */
  @Override
  public String toString() {
    return project + "/" + location + " with specs from gs://" + specBucket;
  }
}
