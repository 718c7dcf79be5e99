package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BlobInfo.CustomerEncryption;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.Storage.ComposeRequest;
import com.google.cloud.storage.Storage.CopyRequest;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.event.EventReceiver;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Objects encrypted with a customer-supplied key list as all others, but only the key reads them.
 */
class StorageCustomerKeyTest {

  private static final BlobId SPEC = BlobId.of("specs", "train.json");
  private static final BlobId COPY = BlobId.of("specs", "copy.json");
  private static final byte[] BYTES = "{\"displayName\":\"train\"}".getBytes(UTF_8);

  /** 32 bytes of the value 7 and of the value 8. */
  private static final String KEY = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=";

  private static final String OTHER_KEY = "CAgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAg=";
  private static final String KEY_SHA256 = "S7Bvjk46dxXSAdVz0KpCN2LlXavWGiwCJ4+lbMbSlOA=";

  private static final String[] WITH_KEY = {
    "x-goog-encryption-algorithm", "AES256",
    "x-goog-encryption-key", KEY,
    "x-goog-encryption-key-sha256", KEY_SHA256
  };

  private static final String ENCRYPTED =
      "The target object is encrypted by a customer-supplied encryption key.";
  private static final String NOT_ENCRYPTED =
      "The target object is not encrypted by a customer-supplied encryption key.";
  private static final String INCORRECT = "The provided encryption key is incorrect.";

  private final StorageRig rig = StorageRig.start();

  @AfterEach
  void stop() {
    rig.close();
  }

  private Blob create(BlobId id) {
    return rig.client.create(
        BlobInfo.newBuilder(id).setMetadata(Map.of("team", "vision")).build(),
        BYTES,
        BlobTargetOption.encryptionKey(KEY));
  }

  private static CustomerEncryption encryption(Blob blob) {
    return blob.getCustomerEncryption();
  }

  /** The sentence, which the client puts below the request if the answer is no JSON. */
  private static String refused(Executable call) {
    String message = StorageRig.refused(400, call);
    return message.substring(message.lastIndexOf('\n') + 1);
  }

  private String text(BlobId id, String key) {
    return new String(rig.client.readAllBytes(id, BlobSourceOption.decryptionKey(key)), UTF_8);
  }

  /** What comes back on the spec's bytes, or on no bytes. */
  private static HttpResponse<String> send(String method, String uri, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri))
            .method(
                method,
                method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(BYTES));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String... headers) throws Exception {
    return send("GET", rig.emulator.uri() + "/storage/v1/b/specs/o/train.json", headers);
  }

  private static JsonObject json(HttpResponse<String> response) {
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  @Test
  void itListsAndIsDescribedAsUsualButWithoutChecksums() {
    Blob created = create(SPEC);

    Blob got = rig.client.get(SPEC);
    List<Blob> listed = rig.client.list("specs").streamAll().toList();

    assertEquals(created.getGeneration(), got.getGeneration());
    assertEquals(BYTES.length, got.getSize());
    assertEquals(Map.of("team", "vision"), got.getMetadata());
    assertEquals(
        List.of("AES256", KEY_SHA256),
        List.of(encryption(got).getEncryptionAlgorithm(), encryption(got).getKeySha256()));
    assertNull(got.getMd5());
    assertNull(got.getCrc32c());
    assertEquals(List.of(got.asBlobInfo()), listed.stream().map(Blob::asBlobInfo).toList());
  }

  @Test
  void itsContentIsOnlyReadWithItsKey() {
    create(SPEC);

    assertEquals(new String(BYTES, UTF_8), text(SPEC, KEY));
    assertEquals(ENCRYPTED, refused(() -> rig.client.readAllBytes(SPEC)));
    assertEquals(INCORRECT, refused(() -> text(SPEC, OTHER_KEY)));
  }

  @Test
  void whoeverSendsItsKeySeesItsChecksums() throws Exception {
    create(SPEC);

    JsonObject object = json(get(WITH_KEY));

    assertEquals(ObjectContent.of(BYTES).crc32c(), object.get("crc32c").getAsString());
    assertEquals(ObjectContent.of(BYTES).md5(), object.get("md5Hash").getAsString());
  }

  @Test
  void aKeyThatAnObjectDoesNotNeedIsRefused() {
    rig.client.create(BlobInfo.newBuilder(SPEC).build(), BYTES);

    assertEquals(NOT_ENCRYPTED, refused(() -> text(SPEC, KEY)));
    assertEquals(
        NOT_ENCRYPTED, refused(() -> rig.client.get(SPEC, BlobGetOption.decryptionKey(KEY))));
  }

  @ParameterizedTest
  @CsvSource({
    "AES128, " + KEY + ", " + KEY_SHA256 + ", customerEncryptionAlgorithmIsInvalid",
    "AES256, BwcHBw==, " + KEY_SHA256 + ", customerEncryptionKeyFormatIsInvalid",
    "AES256, ?, " + KEY_SHA256 + ", customerEncryptionKeyFormatIsInvalid",
    "AES256, " + OTHER_KEY + ", " + KEY_SHA256 + ", customerEncryptionKeySha256IsInvalid",
    "AES256, " + KEY + ", ?, customerEncryptionKeySha256IsInvalid",
    "AES256, "
        + OTHER_KEY
        + ", JXjM+GRbLR3BDEZe/4Q1hZcPOn4iKWqSytVdSJonIHI=, customerEncryptionKeyIsIncorrect"
  })
  void aKeyThatIsNoneIsRefusedWithTheReason(
      String algorithm, String key, String sha256, String reason) throws Exception {
    create(SPEC);

    HttpResponse<String> response =
        get(
            "x-goog-encryption-algorithm",
            algorithm,
            "x-goog-encryption-key",
            key,
            "x-goog-encryption-key-sha256",
            sha256);

    assertEquals(400, response.statusCode());
    assertEquals(
        reason,
        json(response)
            .getAsJsonObject("error")
            .getAsJsonArray("errors")
            .get(0)
            .getAsJsonObject()
            .get("reason")
            .getAsString());
  }

  @Test
  void aCopyNeedsTheKeyOfItsSourceAndHasAKeyOfItsOwn() {
    create(SPEC);

    assertEquals(ENCRYPTED, refused(() -> rig.client.copy(CopyRequest.of(SPEC, COPY))));
    var unused =
        rig.client
            .copy(
                CopyRequest.newBuilder()
                    .setSource(SPEC)
                    .setSourceOptions(BlobSourceOption.decryptionKey(KEY))
                    .setTarget(COPY, BlobTargetOption.encryptionKey(OTHER_KEY))
                    .build())
            .getResult();

    assertEquals(new String(BYTES, UTF_8), text(COPY, OTHER_KEY));
  }

  @Test
  void whatIsComposedHasTheKeyOfItsParts() throws Exception {
    create(SPEC);
    ComposeRequest.Builder twice =
        ComposeRequest.newBuilder()
            .addSource("train.json", "train.json")
            .setTarget(BlobInfo.newBuilder(COPY).build());

    assertEquals(ENCRYPTED, refused(() -> rig.client.compose(twice.build())));
    rig.client.compose(twice.setTargetOptions(BlobTargetOption.encryptionKey(KEY)).build());

    assertEquals(new String(BYTES, UTF_8).repeat(2), text(COPY, KEY));
  }

  @Test
  void aStreamIsEncryptedToo() throws Exception {
    rig.client.createFrom(
        BlobInfo.newBuilder(SPEC).build(),
        new ByteArrayInputStream(BYTES),
        BlobWriteOption.encryptionKey(KEY));

    assertEquals(KEY_SHA256, encryption(rig.client.get(SPEC)).getKeySha256());
    assertEquals(new String(BYTES, UTF_8), text(SPEC, KEY));
  }

  @Test
  void itsEventShowsNoChecksums() throws Exception {
    try (EventReceiver receiver = new EventReceiver(0, 200)) {
      rig.emulator.deliverTo("specs", StorageEventType.FINALIZED, receiver.uri());

      create(SPEC);

      JsonObject object = JsonParser.parseString(receiver.next().body()).getAsJsonObject();
      assertEquals(
          KEY_SHA256, object.getAsJsonObject("customerEncryption").get("keySha256").getAsString());
      assertFalse(object.has("crc32c") || object.has("md5Hash"), object::toString);
    }
  }

  @Test
  void changesOfItsMetadataNeedNoKey() {
    Blob updated = create(SPEC).toBuilder().setContentType("text/plain").build().update();

    assertEquals("text/plain", updated.getContentType());
    assertEquals(KEY_SHA256, encryption(updated).getKeySha256());
    assertEquals(new String(BYTES, UTF_8), text(SPEC, KEY));
  }

  @Test
  void whatOverwritesItNeedsNoKey() {
    create(SPEC);

    Blob overwritten = rig.client.create(BlobInfo.newBuilder(SPEC).build(), BYTES);

    assertNull(overwritten.getCustomerEncryption());
    assertEquals(new String(BYTES, UTF_8), new String(rig.client.readAllBytes(SPEC), UTF_8));
  }

  @Test
  void theNextRunStillAsksForTheKey(@TempDir Path folder) throws Exception {
    StorageEmulatorOptions options =
        StorageEmulatorOptions.withBuckets("specs").withFolder(folder.resolve("storage"));
    String upload = "/upload/storage/v1/b/specs/o?uploadType=media&name=train.json";
    try (StorageEmulator first = StorageEmulator.start(options, new Journal())) {
      var unused = send("POST", first.uri() + upload, WITH_KEY);
    }

    try (StorageEmulator second = StorageEmulator.start(options, new Journal())) {
      String object = second.uri() + "/storage/v1/b/specs/o/train.json";

      assertEquals(ENCRYPTED, send("GET", object + "?alt=media").body());
      assertEquals(new String(BYTES, UTF_8), send("GET", object + "?alt=media", WITH_KEY).body());
    }
  }
}
