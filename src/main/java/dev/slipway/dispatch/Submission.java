package dev.slipway.dispatch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One generation of one spec object, or one Pub/Sub message with a spec inside. Uploading again
 * makes a new submission; delivering an event again does not.
 *
 * @param bucket the spec bucket, or {@link #PUBSUB}
 * @param object the object's name, or the message's key
 * @param generation the object's generation; empty for a message
 */
public record Submission(String bucket, String object, String generation) {

  /**
   * Stands in place of a bucket for specs that came in a message. No bucket's name begins with an
   * underscore.
   */
  public static final String PUBSUB = "_pubsub";

  private static final int ID_BYTES = 16;

  /** The submission that a message with a spec is. */
  public static Submission published(String key) {
    return new Submission(PUBSUB, key, "");
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
    // A line feed cannot stand in an object's name, so no two submissions share these bytes.
    byte[] identity = (bucket + "\n" + object + "\n" + generation).getBytes(StandardCharsets.UTF_8);
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity);
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** For logs: {@code gs://specs/team/job.json#1700000000000000}. */
  @Override
  public String toString() {
    return isPublished() ? "message " + object : "gs://" + bucket + "/" + object + "#" + generation;
  }
}
