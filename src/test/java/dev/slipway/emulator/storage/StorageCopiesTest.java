package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.ComposeRequest;
import com.google.cloud.storage.Storage.CopyRequest;
import com.google.cloud.storage.Storage.MoveBlobRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Objects made out of others. */
class StorageCopiesTest {

  private static final BlobId SOURCE = BlobId.of("specs", "a");
  private static final BlobId COPY = BlobId.of("specs", "ü/b");

  private final StorageRig rig = StorageRig.start();

  @AfterEach
  void stop() {
    rig.close();
  }

  private long write(BlobId id, String content) {
    BlobInfo info = BlobInfo.newBuilder(id).setMetadata(Map.of("team", "vision")).build();
    return rig.client.create(info, content.getBytes(UTF_8)).getGeneration();
  }

  private String content(BlobId id) {
    return new String(rig.client.readAllBytes(id), UTF_8);
  }

  @Test
  void aCopyHasTheContentAndMetadataOfItsSource() {
    long source = write(SOURCE, "abc");

    Blob copy = rig.client.copy(CopyRequest.of(SOURCE, COPY)).getResult();

    assertEquals("abc", content(COPY));
    assertEquals(Optional.of("vision"), Optional.ofNullable(copy.getMetadata().get("team")));
    assertEquals(source, rig.client.get(SOURCE).getGeneration());
  }

  @Test
  void aCopyMayBringMetadataOfItsOwn() {
    write(SOURCE, "abc");
    BlobInfo target = BlobInfo.newBuilder(COPY).setMetadata(Map.of("team", "speech")).build();

    var unused =
        rig.client.copy(CopyRequest.newBuilder().setSource(SOURCE).setTarget(target).build());

    assertEquals(Map.of("team", "speech"), rig.client.get(COPY).getMetadata());
  }

  @Test
  void conditionsOnSourceAndTargetHold() {
    long source = write(SOURCE, "abc");
    write(COPY, "old");

    StorageRig.refused(
        412,
        () ->
            rig.client.copy(
                CopyRequest.newBuilder()
                    .setSource(SOURCE)
                    .setSourceOptions(BlobSourceOption.generationMatch(source + 1))
                    .setTarget(COPY)
                    .build()));
    StorageRig.refused(
        412,
        () ->
            rig.client.copy(
                CopyRequest.newBuilder()
                    .setSource(SOURCE)
                    .setTarget(COPY, BlobTargetOption.doesNotExist())
                    .build()));
    assertEquals("old", content(COPY));
  }

  @Test
  void aMoveIsACreationAndADeletion() {
    write(SOURCE, "abc");

    var unused =
        rig.client.moveBlob(MoveBlobRequest.newBuilder().setSource(SOURCE).setTarget(COPY).build());

    assertEquals("abc", content(COPY));
    assertEquals(
        List.of("object.written specs/a", "object.written specs/ü/b", "object.deleted specs/a"),
        rig.journaled());
  }

  @Test
  void anObjectIsNotMovedToItsOwnName() {
    write(SOURCE, "abc");

    assertEquals(
        "An object cannot be moved to its own name: a",
        StorageRig.refused(
            400,
            () ->
                rig.client.moveBlob(
                    MoveBlobRequest.newBuilder().setSource(SOURCE).setTarget(SOURCE).build())));
    assertEquals("abc", content(SOURCE));
  }

  @Test
  void componentsAreJoinedInOrder() {
    write(SOURCE, "abc");
    write(COPY, "def");

    var unused =
        rig.client.compose(ComposeRequest.of("specs", List.of("ü/b", "a", "ü/b"), "joined"));

    assertEquals("defabcdef", content(BlobId.of("specs", "joined")));
  }

  @Test
  void aComponentThatIsNotThereIsNamed() {
    assertEquals(
        "No such object: specs/a",
        StorageRig.refused(
            404, () -> rig.client.compose(ComposeRequest.of("specs", List.of("a"), "joined"))));
  }
}
