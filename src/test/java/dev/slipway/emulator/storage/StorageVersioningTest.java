package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import dev.slipway.emulator.event.EventReceiver;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bucket that keeps what is overwritten and deleted. */
class StorageVersioningTest {

  private static final BlobId SPEC = BlobId.of("specs", "a");

  private final StorageRig rig = StorageRig.start();

  @BeforeEach
  void keepVersions() {
    rig.emulator.setVersioning("specs", true);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private long write(String content) {
    return rig.client
        .create(BlobInfo.newBuilder(SPEC).build(), content.getBytes(UTF_8))
        .getGeneration();
  }

  private List<Long> listed(BlobListOption... options) {
    return rig.client.list("specs", options).streamAll().map(Blob::getGeneration).toList();
  }

  @Test
  void anOverwrittenGenerationIsStillRead() {
    long first = write("first");
    long second = write("second");

    assertArrayEquals(
        "first".getBytes(UTF_8), rig.client.readAllBytes(BlobId.of("specs", "a", first)));
    assertEquals(second, rig.client.get(SPEC).getGeneration());
    assertEquals(List.of(second), listed());
    assertEquals(List.of(first, second), listed(BlobListOption.versions(true)));
    assertEquals(
        List.of("object.written specs/a", "object.written specs/a", "object.archived specs/a"),
        rig.journaled());
  }

  @Test
  void aDeletedObjectIsKeptUntilItsGenerationIsDeleted() {
    long generation = write("first");

    assertTrue(rig.client.delete(SPEC));

    assertNull(rig.client.get(SPEC));
    Blob kept = rig.client.get(BlobId.of("specs", "a", generation));
    assertEquals(rig.clock.instant(), kept.getDeleteTimeOffsetDateTime().toInstant());
    assertEquals(List.of(generation), listed(BlobListOption.versions(true)));

    assertTrue(rig.client.delete(BlobId.of("specs", "a", generation)));

    assertEquals(List.of(), listed(BlobListOption.versions(true)));
    assertEquals(
        List.of("object.written specs/a", "object.archived specs/a", "object.deleted specs/a"),
        rig.journaled());
  }

  @Test
  void onlyTheLiveGenerationCountsForPreconditions() {
    long first = write("first");
    assertTrue(rig.client.delete(SPEC));

    long second =
        rig.client
            .create(
                BlobInfo.newBuilder(SPEC).build(),
                "second".getBytes(UTF_8),
                BlobTargetOption.doesNotExist())
            .getGeneration();

    assertEquals(List.of(first, second), listed(BlobListOption.versions(true)));
  }

  @Test
  void anOverwriteIsAnnouncedAsArchived() throws Exception {
    try (EventReceiver archived = new EventReceiver(0, 500)) {
      rig.emulator.deliverTo("specs", StorageEventType.ARCHIVED, archived.uri());
      rig.emulator.deliverTo("specs", StorageEventType.DELETED, archived.uri());

      write("first");
      write("second");

      assertEquals(
          "google.cloud.storage.object.v1.archived", archived.next().headers().get("ce-type"));
      rig.emulator.delivery().idle().get();
    }
  }

  @Test
  void whatWasKeptStaysWhenVersioningEnds() {
    long first = write("first");
    write("second");
    rig.emulator.setVersioning("specs", false);
    long third = write("third");

    assertEquals(List.of(first, third), listed(BlobListOption.versions(true)));
  }

  @Test
  void aBucketMayKeepVersionsFromTheStart() {
    rig.client.create(BucketInfo.newBuilder("kept").setVersioningEnabled(true).build());

    assertTrue(rig.client.get("kept").versioningEnabled());
  }

  @Test
  void moreThanItsVersioningIsNotChanged() {
    String message =
        StorageRig.refused(
            400,
            () ->
                rig.client.update(
                    BucketInfo.newBuilder("specs").setLabels(Map.of("a", "b")).build()));

    assertEquals(
        "The Cloud Storage emulator changes only the versioning of a bucket, not labels.", message);
  }

  @Test
  void aBucketWithAnythingInItIsNotDeleted() {
    write("first");
    assertTrue(rig.client.delete(SPEC));

    assertEquals(
        "The bucket you tried to delete is not empty.",
        StorageRig.refused(409, () -> rig.client.delete("specs")));
  }

  @Test
  void aBucketThatIsNotThereHasNoVersioning() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> rig.emulator.setVersioning("nowhere", true));

    assertEquals("The specified bucket does not exist.", refusal.getMessage());
  }
}
