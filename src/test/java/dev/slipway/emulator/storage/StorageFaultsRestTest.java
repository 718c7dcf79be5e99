package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.cloud.storage.BlobInfo;
import com.google.gson.JsonParser;
import dev.slipway.emulator.RestClient;
import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Faults asked for by HTTP, as with curl. */
class StorageFaultsRestTest {

  private static final BlobInfo QUEUED = BlobInfo.newBuilder("specs", "queue/a").build();
  private static final byte[] BYTES = "{}".getBytes(UTF_8);

  private final StorageRig rig = StorageRig.start();
  private final RestClient client = new RestClient(rig.emulator.uri(), HttpClient.newHttpClient());

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void theSecondUploadIsRefused() {
    assertEquals(
        new RestClient.Reply(200, JsonParser.parseString("{\"injected\":0}")),
        send("POST", "?rule=objects.insert@specs/queue/:2=503"));

    rig.client.create(QUEUED, BYTES);
    StorageRig.refused(503, () -> rig.client.create(QUEUED, BYTES));
    rig.client.create(QUEUED, BYTES);

    assertEquals(
        new RestClient.Reply(200, JsonParser.parseString("{\"injected\":1}")), send("GET", ""));
  }

  @Test
  void rulesAreTakenAway() {
    send("POST", "?rule=objects.get%3A1x9%3D503");
    StorageRig.refused(503, () -> rig.client.get(QUEUED.getBlobId()));

    send("DELETE", "");

    assertNull(rig.client.get(QUEUED.getBlobId()));
  }

  @Test
  void whatIsNotUnderstoodIsSaid() {
    String form = "The query must be rule=CALL[@BUCKET[/PREFIX]]:NTH[xTIMES]=FAULT.";

    assertEquals(form, send("POST", "").message());
    assertEquals(form, send("POST", "?rules=objects.get:1=503").message());
    assertEquals(form, send("POST", "?rule=objects.get:1=503&call=2").message());
    assertEquals(
        "status is 200 and must be 400 to 599.", send("POST", "?rule=objects.get:1=200").message());
    assertEquals("The HTTP method is PUT. Use POST, GET or DELETE.", send("PUT", "").message());
    assertEquals(400, send("PUT", "").status());
  }

  private RestClient.Reply send(String method, String query) {
    return client.send(method, StorageFaultsRest.PATH + query, "");
  }
}
