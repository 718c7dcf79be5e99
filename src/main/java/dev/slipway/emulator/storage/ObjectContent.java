package dev.slipway.emulator.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an object, with the two checksums Cloud Storage keeps of them, and the key without
 * which it answers neither. Immutable.
 */
public final class ObjectContent {

  private final byte[] bytes;
  private final Optional<CustomerKey> key;

  /** Worked out when first asked for: bodies of most calls never are. Racing threads agree. */
  private volatile @Nullable String crc32c;

  private volatile @Nullable String md5;

  private ObjectContent(byte[] bytes, Optional<CustomerKey> key) {
    this.bytes = bytes;
    this.key = key;
  }

  /** The content made of a copy of these bytes. */
  public static ObjectContent of(byte[] bytes) {
    return new ObjectContent(bytes.clone(), Optional.empty());
  }

  /** The same bytes under a customer-supplied key, or under none. */
  ObjectContent encryptedWith(Optional<CustomerKey> other) {
    return key.equals(other) ? this : new ObjectContent(bytes, other);
  }

  /** The customer-supplied key that a reader has to send; empty means none. */
  Optional<CustomerKey> key() {
    return key;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes as UTF-8 text. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** How many bytes there are. */
  public int size() {
    return bytes.length;
  }

  /** The CRC-32C, big-endian, in base64. */
  public String crc32c() {
    String known = crc32c;
    if (known == null) {
      known = crc32cOf(bytes);
      crc32c = known;
    }
    return known;
  }

  /** The MD5 in base64. */
  public String md5() {
    String known = md5;
    if (known == null) {
      known = md5Of(bytes);
      md5 = known;
    }
    return known;
  }

  private static String crc32cOf(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    byte[] bigEndian = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(bigEndian);
  }

  private static String md5Of(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has MD5", e);
    }
  }
}
