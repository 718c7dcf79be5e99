package dev.slipway.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobTargetOption;
import dev.slipway.dispatch.model.SpecFilter;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
            StorageEmulatorOptions.withBuckets().withWritesPerObjectPerSecond(0), new Journal());
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

  /**
   * As {@code gcloud storage cp --gzip-local} stores a spec: Google's client does not unpack it.
   */
  @Test
  void aSpecThatIsStoredCompressedIsReadThroughGooglesClient() throws IOException {
    String bucket = "specs-" + ++buckets;
    client.create(BucketInfo.of(bucket));
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write("{\"jobSpec\": {}}".getBytes(UTF_8));
    }
    Blob stored =
        client.create(
            BlobInfo.newBuilder(bucket, "train.json").setContentEncoding("gzip").build(),
            compressed.toByteArray(),
            BlobTargetOption.disableGzipContent());
    String generation = Long.toString(stored.getGeneration());
    GoogleObjectStore store = new GoogleObjectStore(client, bucket, PAGE_SIZE);

    BucketSpecs specs =
        new BucketSpecs(name -> store, new SpecFilter(bucket, "", List.of(".json")));

    assertEquals(
        Optional.of("{\"jobSpec\": {}}"),
        specs
            .read(new Submission(bucket, "train.json", generation))
            .map(content -> new String(content, UTF_8)));
    assertArrayEquals(
        compressed.toByteArray(), store.read("train.json", generation, 1000).orElseThrow());
  }
}
