package dev.slipway.emulator.vertex;

import static dev.slipway.emulator.vertex.VertexFixture.CPU;
import static dev.slipway.emulator.vertex.VertexFixture.PARENT;
import static dev.slipway.emulator.vertex.VertexFixture.job;
import static dev.slipway.emulator.vertex.VertexFixture.rig;
import static dev.slipway.emulator.vertex.VertexFixture.workerPool;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import dev.slipway.emulator.RestClient;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults asked for by HTTP, as with curl. */
class VertexFaultsRestTest {

  private static final String JOBS = "/v1/" + PARENT + "/customJobs";

  private final VertexEmulator emulator =
      VertexEmulator.start(VertexFixture.options(new ManualClock()), new Journal());
  private final RestClient client = RestClient.of(emulator);

  @BeforeEach
  void putRig() {
    emulator.resources().put(rig());
  }

  @AfterEach
  void close() {
    emulator.close();
  }

  @Test
  void theSecondCreateIsRefused() {
    assertEquals(
        new RestClient.Reply(200, JsonParser.parseString("{\"injected\":0}")),
        inject("method=CreateCustomJob&call=2&fault=refuse&code=RESOURCE_EXHAUSTED"));

    assertEquals(200, create().status());
    RestClient.Reply refused = create();
    assertEquals(429, refused.status());
    assertEquals("Injected fault: RESOURCE_EXHAUSTED.", refused.message());
    assertEquals(200, create().status());
    assertEquals(
        JsonParser.parseString("{\"injected\":1}"), client.get(VertexFaultsRest.PATH).body());
  }

  @Test
  void aCreationIsRefusedInGivenWords() {
    inject("method=CreateCustomJob&call=1&fault=refuse&code=INVALID_ARGUMENT&message=No%20actAs.");

    RestClient.Reply refused = create();

    assertEquals(400, refused.status());
    assertEquals("No actAs.", refused.message());
  }

  @Test
  void everyCreationOfOneJobIsRefused() {
    inject("method=CreateCustomJob&displayName=cursed&fault=refuse&code=INTERNAL");

    assertEquals(200, create().status());
    assertEquals(500, create("cursed").status());
    assertEquals(500, create("cursed").status());
    assertEquals(200, create().status());
  }

  @Test
  void aLostAnswerClosesTheConnectionAfterTheEffect() {
    inject("method=CreateCustomJob&fault=loseAnswer");

    assertThrows(UncheckedIOException.class, this::create);

    assertEquals(1, emulator.jobs().size());
  }

  @Test
  void rulesAreTakenAway() {
    inject("method=CreateCustomJob&fault=answer&code=UNAVAILABLE");
    assertEquals(503, create().status());

    client.send("DELETE", VertexFaultsRest.PATH, "");

    assertEquals(200, create().status());
  }

  @Test
  void aDelayIsTaken() {
    assertEquals(200, inject("method=GetCustomJob&fault=delay&by=PT0S").status());
    assertEquals(404, client.get(JOBS + "/1").status());
    assertEquals(1, emulator.faults().injected());
  }

  @Test
  void whatIsNotUnderstoodIsSaid() {
    assertEquals(
        "method is 'Create'; expected: CreateCustomJob or GetCustomJob or ListCustomJobs or"
            + " CancelCustomJob or DeleteCustomJob or CreatePersistentResource or"
            + " GetPersistentResource or ListPersistentResources or DeletePersistentResource or"
            + " GetOperation.",
        inject("method=Create&fault=loseAnswer").message());
    assertEquals(
        "fault is 'explode'; expected: refuse, answer, delay or loseAnswer.",
        inject("method=GetOperation&fault=explode").message());
    assertEquals(
        "code is 'OK'; expected: a gRPC error code such as UNAVAILABLE.",
        inject("method=GetOperation&fault=refuse&code=OK").message());
    assertEquals(
        "by is '5s'; expected: an ISO-8601 duration such as PT5S.",
        inject("method=GetOperation&fault=delay&by=5s").message());
    assertEquals(
        "by is 'PT-5S'; expected: an ISO-8601 duration such as PT5S.",
        inject("method=GetOperation&fault=delay&by=PT-5S").message());
    assertEquals(
        "call is '0'; expected: 1, the next one, or more; without it, every call.",
        inject("method=GetOperation&call=0&fault=loseAnswer").message());
    assertEquals(
        "displayName is 'a'; expected: with method=CreateCustomJob and no call.",
        inject("method=GetCustomJob&displayName=a&fault=loseAnswer").message());
    assertEquals(
        "displayName is 'a'; expected: with method=CreateCustomJob and no call.",
        inject("method=CreateCustomJob&displayName=a&call=1&fault=loseAnswer").message());
    assertEquals(
        "the HTTP method is 'PUT'; expected: POST, GET or DELETE.",
        client.send("PUT", VertexFaultsRest.PATH, "").message());
  }

  private RestClient.Reply inject(String query) {
    return client.send("POST", VertexFaultsRest.PATH + "?" + query, "");
  }

  private RestClient.Reply create() {
    return create("train");
  }

  private RestClient.Reply create(String displayName) {
    return client.send("POST", JOBS, VertexJson.print(job(displayName, workerPool(CPU, 1))));
  }
}
