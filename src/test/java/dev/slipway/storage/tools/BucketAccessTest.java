package dev.slipway.storage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.NotificationInfo;
import com.google.cloud.storage.Storage;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import dev.slipway.storage.GoogleObjectStore;
import dev.slipway.storage.StorageCallException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is set for a bucket. */
final class BucketAccessTest {

  private static StorageEmulator emulator;
  private static Storage client;

  @BeforeAll
  static void start() {
    emulator =
        StorageEmulator.start(
            StorageEmulatorOptions.withBuckets().withWritesPerObjectPerSecond(0), new Journal());
    client = GoogleObjectStore.client(Optional.of(emulator.uri()), "slipway-local");
    client.create(BucketInfo.of("specs"));
  }

  @AfterAll
  static void stop() throws Exception {
    client.close();
    emulator.close();
  }

  @Test
  void topicsThatAreToldAreNamedInFullWithThePrefixTheyAreToldOf() {
    client.createNotification(
        "specs", NotificationInfo.newBuilder("projects/p/topics/all").build());
    client.createNotification(
        "specs",
        NotificationInfo.newBuilder("projects/p/topics/team").setObjectNamePrefix("team/").build());

    assertEquals(
        Set.of(
            new BucketAccess.Told("projects/p/topics/all", ""),
            new BucketAccess.Told("projects/p/topics/team", "team/")),
        Set.copyOf(access(client, "specs").notifications()));
  }

  @Test
  void aBucketThatIsNotThereIsToldSo() {
    BucketAccess access = access(client, "nowhere");
    StorageCallException failed = assertThrows(StorageCallException.class, access::notifications);
    assertEquals(
        List.of(StorageCallException.FailureKind.NO_BUCKET, "nowhere", "", "storage.buckets.get"),
        List.of(failed.why(), failed.bucket(), failed.object(), failed.permission()));
  }

  @Test
  void thePermissionsThatTheCallerHasAreTold() {
    Storage some =
        (Storage)
            Proxy.newProxyInstance(
                Storage.class.getClassLoader(),
                new Class<?>[] {Storage.class},
                (proxy, method, arguments) -> List.of(true, false, true));
    assertEquals(
        List.of("storage.objects.get", "storage.objects.create"),
        access(some, "specs")
            .granted(
                List.of("storage.objects.get", "storage.objects.list", "storage.objects.create")));
  }

  private static BucketAccess access(Storage storage, String bucket) {
    return new BucketAccess(new GoogleObjectStore(storage, bucket));
  }
}
