package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Bucket;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is refused, and with which status and words. */
class StorageRefusalsTest {

  private static final BlobId SPEC = BlobId.of("specs", "train.json");
  private static final BlobInfo INFO = BlobInfo.newBuilder(SPEC).build();
  private static final byte[] BYTES = "{}".getBytes(UTF_8);
  private static final String NOT_MET =
      "At least one of the pre-conditions you specified did not hold.";

  private final StorageRig rig = StorageRig.start();

  @AfterEach
  void stop() {
    rig.close();
  }

  private static BlobInfo generation(long generation) {
    return BlobInfo.newBuilder(BlobId.of("specs", "train.json", generation)).build();
  }

  @Test
  void creatingWhatExistsIsRefused() {
    rig.client.create(INFO, BYTES, BlobTargetOption.doesNotExist());

    assertEquals(
        NOT_MET,
        StorageRig.refused(
            412, () -> rig.client.create(INFO, BYTES, BlobTargetOption.doesNotExist())));
  }

  @Test
  void overwritingNeedsTheGenerationThatIsLive() {
    long first = rig.client.create(INFO, BYTES).getGeneration();
    Blob second = rig.client.create(generation(first), BYTES, BlobTargetOption.generationMatch());

    StorageRig.refused(
        412, () -> rig.client.create(generation(first), BYTES, BlobTargetOption.generationMatch()));
    StorageRig.refused(
        412,
        () ->
            rig.client.create(
                generation(second.getGeneration()), BYTES, BlobTargetOption.generationNotMatch()));
    assertEquals(second.getGeneration(), rig.client.get(SPEC).getGeneration());
  }

  @Test
  void overwritingWhatIsNotThereIsRefusedWhenItMustBe() {
    StorageRig.refused(
        412, () -> rig.client.create(generation(5), BYTES, BlobTargetOption.generationMatch()));
  }

  @Test
  void deletingNeedsTheGenerationThatIsLive() {
    long old = rig.client.create(INFO, BYTES).getGeneration();
    long live = rig.client.create(INFO, BYTES).getGeneration();

    StorageRig.refused(412, () -> rig.client.delete(SPEC, BlobSourceOption.generationMatch(old)));
    assertTrue(rig.client.delete(SPEC, BlobSourceOption.generationMatch(live)));
    assertFalse(rig.client.delete(SPEC, BlobSourceOption.generationMatch(live)));
  }

  @Test
  void readingUnderAConditionThatFailsIsRefused() {
    Blob live = rig.client.create(INFO, BYTES);
    long generation = live.getGeneration();

    StorageRig.refused(412, () -> rig.client.get(SPEC, BlobGetOption.generationMatch(1)));
    StorageRig.refused(
        304, () -> rig.client.get(SPEC, BlobGetOption.generationNotMatch(generation)));
    StorageRig.refused(412, () -> rig.client.get(SPEC, BlobGetOption.metagenerationMatch(2)));
    StorageRig.refused(304, () -> rig.client.get(SPEC, BlobGetOption.metagenerationNotMatch(1)));
    StorageRig.refused(
        412, () -> rig.client.readAllBytes(SPEC, BlobSourceOption.generationMatch(1)));
    assertArrayEquals(
        BYTES, rig.client.readAllBytes(SPEC, BlobSourceOption.generationMatch(generation)));
  }

  @Test
  void updatingNeedsTheMetagenerationThatIsThere() {
    Blob live = rig.client.create(INFO, BYTES);
    live.toBuilder()
        .setMetadata(Map.of("a", "1"))
        .build()
        .update(BlobTargetOption.metagenerationMatch());

    StorageRig.refused(
        412,
        () ->
            live.toBuilder()
                .setMetadata(Map.of("a", "2"))
                .build()
                .update(BlobTargetOption.metagenerationMatch()));
    assertEquals(Map.of("a", "1"), rig.client.get(SPEC).getMetadata());
  }

  @Test
  void aMissingObjectIsNamed() {
    assertNull(rig.client.get(SPEC));
    assertFalse(rig.client.delete(SPEC));
    assertEquals(
        "No such object: specs/train.json",
        StorageRig.refused(
            404, () -> rig.client.update(INFO.toBuilder().setMetadata(Map.of("a", "1")).build())));
    StorageRig.refused(404, () -> rig.client.readAllBytes(SPEC));
  }

  @Test
  void aMissingBucketIsSaidToBeMissing() {
    String message = "The specified bucket does not exist.";

    assertNull(rig.client.get("nowhere"));
    assertEquals(message, StorageRig.refused(404, () -> rig.client.list("nowhere")));
    assertEquals(
        message,
        StorageRig.refused(
            404, () -> rig.client.create(BlobInfo.newBuilder("nowhere", "a").build(), BYTES)));
  }

  @Test
  void bucketsAreCreatedOnceAndListed() {
    Bucket created = rig.client.create(BucketInfo.newBuilder("state").setLocation("EU").build());

    assertEquals("EU", created.getLocation());
    assertEquals("EU", rig.client.get("state").getLocation());
    assertEquals(
        List.of("specs", "state"), rig.client.list().streamAll().map(Bucket::getName).toList());
    assertEquals(
        "Your previous request to create the named bucket succeeded and you already own it.",
        StorageRig.refused(409, () -> rig.client.create(BucketInfo.of("state"))));
  }

  @Test
  void aNameOfMoreThan1024BytesIsRefused() {
    rig.client.create(BlobInfo.newBuilder("specs", "ü".repeat(512)).build(), BYTES);

    assertTrue(rig.client.get(BlobId.of("specs", "ü".repeat(512))).exists());
    StorageRig.refused(
        400,
        () ->
            rig.client.create(BlobInfo.newBuilder("specs", "ü".repeat(512) + "x").build(), BYTES));
  }

  @Test
  void anUnknownCallIsSaidToBeUnknown() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(rig.emulator.uri() + "/storage/v1/b/specs/iam")).build();

    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

    String message =
        "The Cloud Storage emulator does not answer GET /storage/v1/b/specs/iam. Use a call that"
            + " the Javadoc of StorageEmulator does not rule out.";
    assertEquals(
        "{\"error\":{\"code\":400,\"message\":\""
            + message
            + "\",\"errors\":[{\"message\":\""
            + message
            + "\",\"domain\":\"global\",\"reason\":\"invalid\"}]}}",
        response.body());
    assertEquals(400, response.statusCode());
  }

  @Test
  void oneNameMayNotChangeFasterThanOnceASecondForLong() {
    try (StorageRig limited = StorageRig.withWriteLimit()) {
      for (int i = 0; i < ObjectWriteLimit.BURST; i++) {
        limited.client.create(INFO, BYTES);
      }
      String message =
          "The object specs/train.json exceeded the rate limit for object mutation operations"
              + " (create, update, and delete). Please reduce your request rate. See"
              + " https://cloud.google.com/storage/docs/gcs429.";

      assertEquals(message, StorageRig.refused(429, () -> limited.client.create(INFO, BYTES)));
      assertEquals(message, StorageRig.refused(429, () -> limited.client.delete(SPEC)));
      assertEquals(
          message,
          StorageRig.refused(
              429,
              () -> limited.client.update(INFO.toBuilder().setMetadata(Map.of("a", "1")).build())));
      limited.client.create(BlobInfo.newBuilder("specs", "other").build(), BYTES);
      limited.clock.advance(Duration.ofSeconds(1));
      limited.client.create(INFO, BYTES);
      StorageRig.refused(429, () -> limited.client.create(INFO, BYTES));
      limited.clock.advance(Duration.ofSeconds(5));
      for (int i = 0; i < ObjectWriteLimit.BURST; i++) {
        limited.client.create(INFO, BYTES);
      }
      StorageRig.refused(429, () -> limited.client.create(INFO, BYTES));
    }
  }

  @Test
  void aCallCanBeAnsweredInTheEmulatorsPlace() {
    StorageInterceptor unavailable =
        (request, next) ->
            request.call() == StorageCall.OBJECTS_DELETE
                ? StorageAnswer.of(new StorageRefusal(503, "backendError", "Backend Error"))
                : next.apply(request);
    try (StorageRig intercepted = StorageRig.with(unavailable)) {
      intercepted.client.create(INFO, BYTES);

      assertEquals("Backend Error", StorageRig.refused(503, () -> intercepted.client.delete(SPEC)));
      assertArrayEquals(BYTES, intercepted.client.readAllBytes(SPEC));
    }
  }
}
