package dev.slipway.dispatch.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One generation of one spec object, or one Pub/Sub message with a spec inside. Uploading again
 * makes a new submission; delivering an event again does not. A value.
 */
public final class Submission {

  /**
   * Stands in place of a bucket for specs that came in a message. No bucket's name begins with an
   * underscore.
   */
  public static final String PUBSUB = "_pubsub";

  private static final int ID_BYTES = 16;

  /** Of the digest that tells messages of one key apart. */
  private static final int REUSED_BYTES = 6;

  private final String bucket;
  private final String object;
  private final String generation;
  // Made once: a long queue is asked for it many times over.
  private final String id;

  /**
   * @param bucket the spec bucket, or {@link #PUBSUB}
   * @param object the object's name, or the message's key
   * @param generation the object's generation; empty for a message
   */
  public Submission(String bucket, String object, String generation) {
    this.bucket = bucket;
    this.object = object;
    this.generation = generation;
    // A line feed cannot stand in an object's name, so no two submissions share this.
    this.id = hash(bucket + "\n" + object + "\n" + generation);
  }

  /** The submission that a message with a spec is. */
  public static Submission published(String key) {
    return new Submission(PUBSUB, key, "");
  }

  /** The submission that a message is whose key is taken by one with another spec. */
  public static Submission reusing(String key, byte[] content) {
    return published(key + "#" + digest(content, REUSED_BYTES));
  }

  /** The spec bucket, or {@link #PUBSUB}. */
  public String bucket() {
    return bucket;
  }

  /** The object's name, or the message's key. */
  public String object() {
    return object;
  }

  /** The object's generation; empty for a message. */
  public String generation() {
    return generation;
  }

  /** Whether it came in a message: nothing can overwrite or delete it. */
  public boolean isPublished() {
    return bucket.equals(PUBSUB);
  }

  /**
   * Its ID: 128 bits of SHA-256 over bucket, object and generation, 32 lower-case hexadecimal
   * digits.
   */
  public String id() {
    return id;
  }

  private static String hash(String identity) {
    return digest(identity.getBytes(StandardCharsets.UTF_8), ID_BYTES);
  }

  private static String digest(byte[] content, int bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Submission submission
        && bucket.equals(submission.bucket)
        && object.equals(submission.object)
        && generation.equals(submission.generation);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  /** For logs: {@code gs://specs/team/job.json#1700000000000000}. */
  @Override
  public String toString() {
    return isPublished() ? "message " + object : "gs://" + bucket + "/" + object + "#" + generation;
  }
}
