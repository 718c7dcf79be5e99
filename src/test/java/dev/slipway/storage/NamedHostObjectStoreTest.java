package dev.slipway.storage;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Another server that speaks the Cloud Storage JSON API keeps the contract. {@code
 * SLIPWAY_TEST_STORAGE_HOST} names it, as in {@code http://127.0.0.1:9000}; buckets are made there
 * and left.
 */
class NamedHostObjectStoreTest extends ObjectStoreContract {

  private static final String VARIABLE = "SLIPWAY_TEST_STORAGE_HOST";
  private static final int PAGE_SIZE = 2;

  private static Optional<Storage> client = Optional.empty();

  @BeforeAll
  static void start() {
    Optional<String> host = Optional.ofNullable(System.getenv(VARIABLE));
    if (host.isEmpty()) {
      System.out.println(
          "Skipped: the storage contract on another server. " + VARIABLE + " names none.");
    }
    assumeTrue(host.isPresent(), VARIABLE + " names no server");
    client = Optional.of(GoogleObjectStore.client(host.map(URI::create), "slipway-local"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (client.isPresent()) {
      client.get().close();
    }
  }

  @Override
  ObjectStore emptyStore() {
    Storage storage = client.orElseThrow();
    String bucket = "slipway-test-" + UUID.randomUUID();
    storage.create(BucketInfo.of(bucket));
    return new GoogleObjectStore(storage, bucket, PAGE_SIZE);
  }
}
