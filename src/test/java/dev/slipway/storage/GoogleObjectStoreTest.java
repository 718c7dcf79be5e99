package dev.slipway.storage;

import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.StorageEmulator;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Google's client on the emulated Cloud Storage keeps the contract, pages of two included. */
class GoogleObjectStoreTest extends ObjectStoreContract {

  private static final int PAGE_SIZE = 2;

  private static StorageEmulator emulator;
  private static Storage client;
  private static int buckets;

  @BeforeAll
  static void start() {
    emulator =
        StorageEmulator.start(
            StorageEmulator.Options.withBuckets().withWritesPerObjectPerSecond(0), new Journal());
    client = GoogleObjectStore.client(Optional.of(emulator.uri()), "slipway-local");
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    emulator.close();
  }

  @Override
  ObjectStore emptyStore() {
    String bucket = "state-" + ++buckets;
    client.create(BucketInfo.of(bucket));
    return new GoogleObjectStore(client, bucket, PAGE_SIZE);
  }
}
