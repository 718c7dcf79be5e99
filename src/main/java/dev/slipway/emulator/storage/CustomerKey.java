package dev.slipway.emulator.storage;

import com.google.gson.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A customer-supplied encryption key. As in Cloud Storage, all that is kept of it is its hash.
 *
 * <p>https://cloud.google.com/storage/docs/encryption/customer-supplied-keys; the reasons of
 * refusals are those of https://cloud.google.com/storage/docs/json_api/v1/status-codes, their
 * sentences ours.
 *
 * @param sha256 the SHA-256 of the key, in base64
 */
record CustomerKey(String sha256) {

  private static final String OBJECT = "x-goog-encryption-";
  private static final String SOURCE = "x-goog-copy-source-encryption-";
  private static final String ALGORITHM = "AES256";
  private static final int BYTES = 32;

  /** The key of the object that a request reads or writes; empty if it has none. */
  static Optional<CustomerKey> ofObject(StorageRequest request) {
    return of(request, OBJECT);
  }

  /** The key of the object that a request copies; empty if it has none. */
  static Optional<CustomerKey> ofSource(StorageRequest request) {
    return of(request, SOURCE);
  }

  /** Refuses a reader who does not have the content's key, or has one that it does not need. */
  static void check(Optional<CustomerKey> key, ObjectContent content) {
    if (key.equals(content.key())) {
      return;
    }
    if (key.isEmpty()) {
      throw refusal(
          "resourceIsEncryptedWithCustomerEncryptionKey",
          "The target object is encrypted by a customer-supplied encryption key.");
    }
    throw content.key().isEmpty()
        ? refusal(
            "resourceNotEncryptedWithCustomerEncryptionKey",
            "The target object is not encrypted by a customer-supplied encryption key.")
        : refusal("customerEncryptionKeyIsIncorrect", "The provided encryption key is incorrect.");
  }

  /** The field {@code customerEncryption} of an object resource. */
  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("encryptionAlgorithm", ALGORITHM);
    json.addProperty("keySha256", sha256);
    return json;
  }

  /** The headers of an answer with decrypted content. */
  Map<String, String> headers() {
    return Map.of(OBJECT + "algorithm", ALGORITHM, OBJECT + "key-sha256", sha256);
  }

  private static Optional<CustomerKey> of(StorageRequest request, String prefix) {
    Optional<String> algorithm = request.header(prefix + "algorithm");
    Optional<String> key = request.header(prefix + "key");
    Optional<String> sha256 = request.header(prefix + "key-sha256");
    if (algorithm.isEmpty() && key.isEmpty() && sha256.isEmpty()) {
      return Optional.empty();
    }
    if (!algorithm.equals(Optional.of(ALGORITHM))) {
      throw refusal(
          "customerEncryptionAlgorithmIsInvalid", "The encryption algorithm must be AES256.");
    }
    byte[] bytes = decoded(key.orElse(""));
    if (bytes.length != BYTES) {
      throw refusal(
          "customerEncryptionKeyFormatIsInvalid",
          "The encryption key must be 32 bytes, encoded in base64.");
    }
    byte[] hash = sha256(bytes);
    if (!Arrays.equals(hash, decoded(sha256.orElse("")))) {
      throw refusal(
          "customerEncryptionKeySha256IsInvalid",
          "The hash must be the SHA-256 of the encryption key, encoded in base64.");
    }
    return Optional.of(new CustomerKey(Base64.getEncoder().encodeToString(hash)));
  }

  private static StorageRefusal refusal(String reason, String message) {
    return new StorageRefusal(400, reason, message);
  }

  /** No bytes if it is no base64. */
  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
