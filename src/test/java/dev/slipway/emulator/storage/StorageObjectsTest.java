package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.ReadChannel;
import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects written, read and changed through Google's own client. */
class StorageObjectsTest {

  private static final BlobId SPEC = BlobId.of("specs", "train.json");
  private static final byte[] BYTES = "{\"displayName\":\"train\"}".getBytes(UTF_8);

  private final StorageRig rig = StorageRig.start();

  @AfterEach
  void stop() {
    rig.close();
  }

  private Blob create(BlobId id) {
    return rig.client.create(BlobInfo.newBuilder(id).build(), BYTES);
  }

  @Test
  void aWrittenObjectIsReadBackWithAllThatIsKnownOfIt() {
    BlobInfo info =
        BlobInfo.newBuilder(SPEC)
            .setContentType("application/json")
            .setCacheControl("no-store")
            .setMetadata(Map.of("state", "WAITING"))
            .build();

    Blob created = rig.client.create(info, BYTES);
    Blob got = rig.client.get(SPEC);

    assertEquals(created.asBlobInfo(), got.asBlobInfo());
    assertEquals("application/json", got.getContentType());
    assertEquals("no-store", got.getCacheControl());
    assertEquals(Map.of("state", "WAITING"), got.getMetadata());
    assertEquals(1L, got.getMetageneration());
    assertEquals(BYTES.length, got.getSize());
    assertEquals(
        OffsetDateTime.parse("2026-11-01T08:00:00.123Z"), got.getCreateTimeOffsetDateTime());
    assertEquals(
        OffsetDateTime.parse("2026-11-01T08:00:00.123Z"), got.getUpdateTimeOffsetDateTime());
    assertEquals(ObjectContent.of(BYTES).crc32c(), got.getCrc32c());
    assertEquals(ObjectContent.of(BYTES).md5(), got.getMd5());
    assertEquals("specs/train.json/" + got.getGeneration(), got.getGeneratedId());
    assertArrayEquals(BYTES, got.getContent());
  }

  @Test
  void checksumsAreThoseOfTheSpecifications() {
    // The check value of CRC-32C (RFC 3720, B.4 uses the same polynomial) and the MD5 of RFC 1321.
    assertEquals("4waSgw==", ObjectContent.of("123456789".getBytes(UTF_8)).crc32c());
    assertEquals("kAFQmDzST7DWlj99KOF/cg==", ObjectContent.of("abc".getBytes(UTF_8)).md5());
  }

  @Test
  void anEmptyObjectIsAnObject() {
    rig.client.create(BlobInfo.newBuilder(SPEC).build());

    assertEquals(0, rig.client.get(SPEC).getSize());
    assertArrayEquals(new byte[0], rig.client.readAllBytes(SPEC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b/ü?#%.json",
        "\"quoted\" 'too'",
        "🚢/⚓.json",
        "a,b",
        "a+b&c=d",
        "//",
        "%2F",
        "ends/",
        "*",
        "a;b:c@d",
        "..json",
        "o/rewriteTo/b"
      })
  void anyNameWorks(String name) {
    BlobId id = BlobId.of("specs", name);

    Blob created = create(id);

    assertEquals(name, created.getName());
    assertEquals(name, rig.client.get(id).getName());
    assertArrayEquals(BYTES, rig.client.readAllBytes(id));
    assertEquals(List.of(name), rig.client.list("specs").streamAll().map(Blob::getName).toList());
    assertEquals(List.of(name), rig.emulator.names("specs", ""));
    assertTrue(rig.client.delete(id));
    assertEquals(
        List.of("object.written specs/" + name, "object.deleted specs/" + name), rig.journaled());
  }

  @Test
  void anObjectIsReadAsBytesAsAStreamAndInParts() throws Exception {
    byte[] large = new byte[300_000];
    new Random(7).nextBytes(large);
    Blob blob = rig.client.create(BlobInfo.newBuilder(SPEC).build(), large);

    ByteArrayOutputStream downloaded = new ByteArrayOutputStream();
    blob.downloadTo(downloaded);
    assertArrayEquals(large, downloaded.toByteArray());
    try (ReadChannel reader = rig.client.reader(SPEC)) {
      reader.setChunkSize(64 * 1024);
      assertArrayEquals(large, Channels.newInputStream(reader).readAllBytes());
    }
    try (ReadChannel reader = rig.client.reader(SPEC).limit(2_010)) {
      reader.seek(2_000);
      InputStream stream = Channels.newInputStream(reader);
      assertArrayEquals(Arrays.copyOfRange(large, 2_000, 2_010), stream.readAllBytes());
    }
  }

  @Test
  void aGenerationThatIsNotLiveIsNotThere() {
    long old = create(SPEC).getGeneration();
    long live = create(SPEC).getGeneration();

    assertNull(rig.client.get(BlobId.of("specs", "train.json", old)));
    StorageRig.refused(404, () -> rig.client.readAllBytes(BlobId.of("specs", "train.json", old)));
    assertFalse(rig.client.delete(BlobId.of("specs", "train.json", old)));
    assertArrayEquals(BYTES, rig.client.readAllBytes(BlobId.of("specs", "train.json", live)));
    assertTrue(rig.client.delete(BlobId.of("specs", "train.json", live)));
  }

  @Test
  void generationsAreUniquePositiveAndInNoOrder() {
    StorageNumbers numbers = new StorageNumbers(new Random(1));
    long[] drawn = LongStream.generate(numbers::next).limit(10_000).toArray();

    Set<Long> distinct = new HashSet<>(Arrays.stream(drawn).boxed().toList());
    assertEquals(10_000, distinct.size());
    assertTrue(Arrays.stream(drawn).allMatch(n -> n >= 1_500_000_000_000_000L && n < 1L << 53));
    long ascents =
        LongStream.range(1, drawn.length).filter(i -> drawn[(int) i] > drawn[(int) i - 1]).count();
    assertTrue(ascents > 3_000 && ascents < 7_000, () -> ascents + " of 10,000 ascend");
  }

  @Test
  void changedMetadataKeepsTheGenerationAndRaisesTheMetageneration() {
    Blob created =
        rig.client.create(
            BlobInfo.newBuilder(SPEC)
                .setContentType("text/plain")
                .setMetadata(Map.of("a", "1", "b", "2"))
                .build(),
            BYTES);
    rig.clock.advance(Duration.ofSeconds(2));

    // The client leaves a key alone unless it is set to null.
    Map<String, @Nullable String> change = new HashMap<>(Map.of("b", "3", "c", "4"));
    change.put("a", null);
    Blob updated = created.toBuilder().setMetadata(change).build().update();

    assertEquals(Map.of("b", "3", "c", "4"), rig.client.get(SPEC).getMetadata());
    assertEquals(created.getGeneration(), updated.getGeneration());
    assertEquals(2L, updated.getMetageneration());
    assertEquals("text/plain", updated.getContentType());
    assertEquals(created.getCreateTimeOffsetDateTime(), updated.getCreateTimeOffsetDateTime());
    assertEquals(
        OffsetDateTime.parse("2026-11-01T08:00:02.123Z"), updated.getUpdateTimeOffsetDateTime());
    assertEquals(
        List.of("object.written specs/train.json", "object.updated specs/train.json"),
        rig.journaled());
  }

  @Test
  void onlyTheFieldsAskedForAreAnswered() {
    rig.client.create(BlobInfo.newBuilder(SPEC).setMetadata(Map.of("a", "1")).build(), BYTES);

    Blob got = rig.client.get(SPEC, BlobGetOption.fields(BlobField.GENERATION));

    assertEquals("train.json", got.getName());
    assertNull(got.getMetadata());
    assertNull(got.getSize());
    assertTrue(got.getGeneration() > 0);
  }

  @Test
  void aWriterUploadsResumably() throws Exception {
    byte[] large = new byte[700_000];
    new Random(7).nextBytes(large);

    try (WriteChannel writer =
        rig.client.writer(
            BlobInfo.newBuilder(SPEC).setMetadata(Map.of("k", "v")).build(),
            BlobWriteOption.doesNotExist())) {
      writer.setChunkSize(256 * 1024);
      writer.write(ByteBuffer.wrap(large));
    }

    assertArrayEquals(large, rig.client.readAllBytes(SPEC));
    assertEquals(Map.of("k", "v"), rig.client.get(SPEC).getMetadata());
    assertEquals(List.of("object.written specs/train.json"), rig.journaled());
  }

  @Test
  void aStreamIsUploaded() throws Exception {
    rig.client.createFrom(BlobInfo.newBuilder(SPEC).build(), new ByteArrayInputStream(BYTES));

    assertArrayEquals(BYTES, rig.client.readAllBytes(SPEC));
  }

  @Test
  void contentThatDoesNotHaveItsChecksumIsRefused() {
    BlobInfo wrong = BlobInfo.newBuilder(SPEC).setCrc32c("AAAAAA==").build();

    StorageRig.refused(
        400,
        () ->
            rig.client.createFrom(
                wrong, new ByteArrayInputStream(BYTES), BlobWriteOption.crc32cMatch()));

    assertNull(rig.client.get(SPEC));
    assertEquals(List.of(), rig.journaled());
  }

  @Test
  void metadataOfMoreThan8KibIsRefused() {
    String value = "x".repeat(8 * 1024 - 3);
    BlobInfo fits = BlobInfo.newBuilder(SPEC).setMetadata(Map.of("key", value)).build();
    BlobInfo tooLong = BlobInfo.newBuilder(SPEC).setMetadata(Map.of("key", value + "x")).build();

    rig.client.create(fits, BYTES, BlobTargetOption.doesNotExist());

    assertEquals(
        "Custom metadata of 8193 bytes exceeds the maximum of 8192.",
        StorageRig.refused(400, () -> rig.client.create(tooLong, BYTES)));
  }

  @Test
  void anOverwriteIsJournaledAsTheNewAndTheEndOfTheOld() {
    long first = create(SPEC).getGeneration();
    long second = create(SPEC).getGeneration();

    assertEquals(
        List.of(
            Map.of("generation", "" + first, "metageneration", "1", "size", "23"),
            Map.of("generation", "" + second, "metageneration", "1", "size", "23"),
            Map.of(
                "generation",
                "" + first,
                "metageneration",
                "1",
                "size",
                "23",
                "overwrittenBy",
                "" + second)),
        rig.facts());
  }
}
