package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.StorageException;
import com.sun.net.httpserver.Headers;
import dev.slipway.emulator.Journal;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong because it was told to. */
class StorageFaultsTest {

  private static final BlobId SPEC = BlobId.of("specs", "a");
  private static final BlobInfo INFO = BlobInfo.newBuilder(SPEC).build();
  private static final byte[] BYTES = "{}".getBytes(UTF_8);

  private final StorageRig rig = StorageRig.start();

  @AfterEach
  void stop() {
    rig.close();
  }

  private void inject(String rule) {
    rig.emulator.faults().add(StorageFaultRule.parse(rule));
  }

  @ParameterizedTest
  @ValueSource(ints = {412, 429, 500, 503})
  void onlyTheCallMeantIsRefusedAndHasNoEffect(int status) {
    inject("objects.insert:2=" + status);
    rig.client.create(INFO, "first".getBytes(UTF_8));

    String message = StorageRig.refused(status, () -> rig.client.create(INFO, BYTES));

    assertEquals("Fault on demand: call 2 of objects.insert answers " + status + ".", message);
    assertArrayEquals("first".getBytes(UTF_8), rig.client.readAllBytes(SPEC));
    rig.client.create(INFO, BYTES);
    assertArrayEquals(BYTES, rig.client.readAllBytes(SPEC));
    assertEquals(1, rig.emulator.faults().injected());
    assertEquals(
        List.of(
            "object.written specs/a",
            "fault.injected specs/a",
            "object.written specs/a",
            "object.deleted specs/a"),
        rig.journaled());
    assertEquals(
        Map.of("call", "objects.insert", "number", "2", "fault", Integer.toString(status)),
        rig.facts().get(1));
  }

  @Test
  void aLostAnswerHasItsEffect() {
    inject("objects.insert:1=lost-answer");

    assertThrows(StorageException.class, () -> rig.client.create(INFO, BYTES));

    assertArrayEquals(BYTES, rig.client.readAllBytes(SPEC));
  }

  @Test
  void aLateAnswerHasItsEffect() {
    inject("objects.insert:1=late-503");

    assertEquals(
        "Fault on demand: call 1 of objects.insert answers 503.",
        StorageRig.refused(503, () -> rig.client.create(INFO, BYTES)));

    assertArrayEquals(BYTES, rig.client.readAllBytes(SPEC));
  }

  @Test
  void aCutAnswerHasItsEffect() {
    inject("objects.insert:1=cut-answer");

    assertThrows(StorageException.class, () -> rig.client.create(INFO, BYTES));

    assertArrayEquals(BYTES, rig.client.readAllBytes(SPEC));
  }

  @Test
  void aDownloadThatIsCutBreaksOffInTheMiddle() throws Exception {
    rig.client.create(INFO, "0123456789".getBytes(UTF_8));
    inject("objects.read:1=cut-answer");
    URI media = URI.create(rig.emulator.uri() + "/download/storage/v1/b/specs/o/a?alt=media");
    HttpRequest request = HttpRequest.newBuilder(media).build();

    HttpResponse<InputStream> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());

    assertEquals(200, response.statusCode());
    assertEquals("01234", new String(response.body().readNBytes(5), UTF_8));
    assertThrows(IOException.class, () -> response.body().read());
  }

  @Test
  void onlyObjectsOfThePrefixAreMeant() {
    inject("objects.insert@specs/queue/:1x9=503");
    inject("objects.get@specs/queue/:1x9=503");
    inject("objects.list@specs/queue/:1x9=503");

    rig.client.create(INFO, BYTES);
    assertEquals(SPEC.getName(), rig.client.get(SPEC).getName());
    rig.client.list("specs", BlobListOption.prefix("done/"));

    BlobInfo queued = BlobInfo.newBuilder("specs", "queue/a").build();
    StorageRig.refused(503, () -> rig.client.create(queued, BYTES));
    StorageRig.refused(503, () -> rig.client.get(queued.getBlobId()));
    StorageRig.refused(
        503, () -> rig.client.list("specs", BlobListOption.prefix("queue/")).iterateAll());
    assertEquals(3, rig.emulator.faults().injected());
  }

  @Test
  void aLostCallHasNoEffect() {
    inject("objects.insert:1=lost-call");

    assertThrows(StorageException.class, () -> rig.client.create(INFO, BYTES));

    assertNull(rig.client.get(SPEC));
  }

  @Test
  void callsOfOtherKindsAndBucketsAreNotCounted() {
    inject("objects.get@specs:2x2=503");

    assertNull(rig.client.get(SPEC));
    assertNull(rig.client.get("nowhere", "a"));
    rig.client.create(INFO, BYTES);
    StorageRig.refused(503, () -> rig.client.get(SPEC));
    StorageRig.refused(503, () -> rig.client.get(SPEC));
    assertEquals(SPEC.getName(), rig.client.get(SPEC).getName());
  }

  @Test
  void noFaultIsLeftOnceTheyAreCleared() {
    inject("objects.get:1=503");
    rig.emulator.faults().clear();

    assertNull(rig.client.get(SPEC));
    assertEquals(0, rig.emulator.faults().injected());
  }

  @Test
  void aDelayedCallWaitsBeforeItTakesEffect() {
    List<String> order = new ArrayList<>();
    StorageFaults faults =
        new StorageFaults(
            new Journal(), new StorageTestClock(), duration -> order.add("waited " + duration));
    faults.add(
        StorageFaultRule.nth(
            1, StorageCall.OBJECTS_GET, new StorageFault.LateCall(Duration.ofSeconds(2))));

    StorageAnswer answer =
        faults.answer(
            new StorageRequest(
                StorageCall.OBJECTS_GET,
                List.of("specs", "a"),
                Map.of(),
                new Headers(),
                ObjectContent.of(new byte[0])),
            call -> {
              order.add("served");
              return StorageAnswer.empty(204);
            });

    assertEquals(204, answer.status());
    assertEquals(List.of("waited PT2S", "served"), order);
  }

  @Test
  void aDelayedCallHoldsUpNoOther() {
    // Were others held up, this would wait for a day.
    inject("objects.list:1=PT24H");
    Thread delayed = new Thread(() -> assertThrows(StorageException.class, this::list));
    delayed.setDaemon(true);
    delayed.start();

    while (rig.emulator.faults().injected() == 0) {
      Thread.onSpinWait();
    }
    rig.client.create(INFO, BYTES);

    assertArrayEquals(BYTES, rig.client.readAllBytes(SPEC));
  }

  private void list() {
    rig.client.list("specs");
  }

  @Test
  void severalFaultsOfOneCallAddUp() {
    inject("objects.insert:1=PT0S");
    inject("objects.insert:1=lost-answer");

    assertThrows(StorageException.class, () -> rig.client.create(INFO, BYTES));

    assertArrayEquals(BYTES, rig.client.readAllBytes(SPEC));
    assertEquals(2, rig.emulator.faults().injected());
  }

  @Test
  void aRuleIsReadFromItsText() {
    assertEquals(
        new StorageFaultRule(
            StorageCall.OBJECTS_READ,
            Optional.of("specs"),
            "",
            2,
            3,
            new StorageFault.LateCall(Duration.ofSeconds(5))),
        StorageFaultRule.parse("objects.read@specs:2x3=PT5S"));
    assertEquals(
        new StorageFaultRule(
            StorageCall.OBJECTS_INSERT,
            Optional.of("specs"),
            "queue/a",
            1,
            1,
            new StorageFault.LateAnswer(503)),
        StorageFaultRule.parse("objects.insert@specs/queue/a:1=late-503"));
    assertEquals(
        StorageFaultRule.nth(1, StorageCall.UPLOADS_START, new StorageFault.LostCall()),
        StorageFaultRule.parse("uploads.start:1=lost-call"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          objects.insert=503     | A fault is written CALL[@BUCKET[/PREFIX]]:NTH[xTIMES]=FAULT, as in objects.insert:2=503, not "objects.insert=503".
          objects.insert:0=503   | first is 0 and times is 1; both must be 1 or more.
          objects.insert:1=200   | status is 200 and must be 400 to 599.
          objects.insert:1=PT-1S | by is PT-1S and must not be negative.
          objects.insert:1=soon  | There is no fault "soon". Use a status such as 503 or late-503, a delay such as PT2S, lost-answer, cut-answer, or lost-call.
          """)
  void whatIsNoRuleIsRefused(String text, String message) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> StorageFaultRule.parse(text));

    assertEquals(message, refusal.getMessage());
  }
}
