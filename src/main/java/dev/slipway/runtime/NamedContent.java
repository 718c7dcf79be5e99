package dev.slipway.runtime;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Which bytes an object's name tells. A name that has the SHA-256 of its content in it, as
 * terraform/buckets.tf names the policy, pins that content: whatever may write the object later
 * cannot put other rules under the same name.
 *
 * @param sha256 64 lower-case hexadecimal digits; empty where the name tells nothing
 */
public record NamedContent(String sha256) {

  /** Any bytes will do. */
  public static final NamedContent ANY = new NamedContent("");

  private static final int HEX_DIGITS = 64;

  /** What the name of an object tells. */
  public static NamedContent of(String object) {
    return Arrays.stream(object.split("[^0-9a-f]+", -1))
        .filter(part -> part.length() == HEX_DIGITS)
        .findFirst()
        .map(NamedContent::new)
        .orElse(ANY);
  }

  /** Why these are not the bytes, for people; empty when they are. */
  public Optional<String> whyNot(byte[] bytes) {
    if (sha256.isEmpty() || sha256.equals(hash(bytes))) {
      return Optional.empty();
    }
    return Optional.of(
        "holds other bytes than its name says: their SHA-256 is "
            + hash(bytes)
            + "; put the policy back, or write this one under its own name");
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
