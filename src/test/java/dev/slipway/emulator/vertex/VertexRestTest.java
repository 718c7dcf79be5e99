package dev.slipway.emulator.vertex;

import static dev.slipway.emulator.vertex.VertexFixture.CPU;
import static dev.slipway.emulator.vertex.VertexFixture.PARENT;
import static dev.slipway.emulator.vertex.VertexFixture.job;
import static dev.slipway.emulator.vertex.VertexFixture.jobName;
import static dev.slipway.emulator.vertex.VertexFixture.rig;
import static dev.slipway.emulator.vertex.VertexFixture.workerPool;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import dev.slipway.emulator.RestClient;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the recorded gcloud session does not show of the REST face. */
class VertexRestTest {

  private static final String JOBS = "/v1/" + PARENT + "/customJobs";
  private static final String RESOURCES = "/v1/" + PARENT + "/persistentResources";

  private final ManualClock clock = new ManualClock();
  private final VertexEmulator emulator =
      VertexEmulator.start(VertexFixture.options(clock), new Journal());
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
  void jobsAreListedByFilterMaskAndPage() {
    create("ant");
    create("bee");
    create("anteater");
    String list =
        JOBS + "?pageSize=1&readMask=displayName&filter=" + encoded("display_name:\"ant*\"");

    JsonObject first = client.get(list).body().getAsJsonObject();
    String token = first.remove("nextPageToken").getAsString();

    assertEquals(json("{'customJobs':[{'displayName':'anteater'}]}"), first);
    assertEquals(
        json("{'customJobs':[{'displayName':'ant'}]}"),
        client.get(list + "&page_token=" + encoded(token)).body());
    assertEquals(json("{}"), client.get(JOBS + "?filter=displayName%3Dcat").body());
  }

  @Test
  void persistentResourcesAreListedByPage() {
    emulator.resources().put(rig().toBuilder().setName("second").build());

    JsonObject page = client.get(RESOURCES + "?pageSize=1").body().getAsJsonObject();

    assertEquals(1, page.getAsJsonArray("persistentResources").size());
    String next = page.get("nextPageToken").getAsString();
    assertEquals(
        jsonOf("second"),
        client
            .get(RESOURCES + "?pageToken=" + encoded(next))
            .body()
            .getAsJsonObject()
            .getAsJsonArray("persistentResources")
            .get(0));
  }

  @Test
  void aJobThatIsOverIsDeletedByAnOperation() {
    create("train");
    String path = "/v1beta1/" + jobName(1);
    assertEquals(
        "The CustomJob is in state JOB_STATE_QUEUED; cancel it before deleting it.",
        client.send("DELETE", path, "").message());
    clock.advance(Duration.ofSeconds(10));

    RestClient.Reply deleted = client.send("DELETE", path, "");

    assertEquals(
        json(
            """
            {'name': '%s/operations/8000000000000000001',
             'metadata': {
               '@type': 'type.googleapis.com/google.cloud.aiplatform.v1.DeleteOperationMetadata',
               'genericMetadata': {
                 'createTime': '2026-11-01T00:00:10Z', 'updateTime': '2026-11-01T00:00:10Z'}},
             'done': true,
             'response': {'@type': 'type.googleapis.com/google.protobuf.Empty'}}\
            """
                .formatted(jobName(1))),
        deleted.body());
    String operation = deleted.body().getAsJsonObject().get("name").getAsString();
    assertEquals(deleted, client.get("/v1/" + operation));
    assertEquals(404, client.get(path).status());
  }

  @Test
  void everyUnknownNameIsTold() {
    RestClient.Reply reply =
        client.send(
            "POST",
            JOBS,
            """
            {"colour": 1, "labels": {"any": "thing"}, "job_spec": {
              "scheduling": {"timeout": "60s"},
              "workerPoolSpecs": [{}, {"machineSpec": {"cpus": 4}}]}}\
            """);

    assertEquals(400, reply.status());
    assertEquals(
        """
        Invalid JSON payload received. Unknown name "colour" at 'custom_job': Cannot find field.
        Invalid JSON payload received. Unknown name "cpus" at \
        'custom_job.job_spec.worker_pool_specs[1].machine_spec': Cannot find field.\
        """,
        reply.message());
  }

  @Test
  void aBodyThatIsNoMessageIsRefused() {
    assertEquals(
        "Invalid JSON payload received. not JSON at line 1 column 3",
        client.send("POST", JOBS, "{'a").message());
    assertEquals(
        "Invalid JSON payload received. Invalid enum value: K80 for enum type:"
            + " google.cloud.aiplatform.v1.AcceleratorType",
        client
            .send(
                "POST",
                JOBS,
                """
                {"jobSpec":{"workerPoolSpecs":[{"machineSpec":{"acceleratorType":"K80"}}]}}\
                """)
            .message());
    assertEquals(
        "Invalid JSON payload received. Unknown name \"force\": Cannot find field.",
        client.send("POST", JOBS + "/1:cancel", "{\"force\":true}").message());
  }

  @Test
  void aBadQueryIsRefused() {
    assertEquals(
        "Invalid JSON payload received. Unknown name \"colour\": Cannot bind query parameter. Field"
            + " 'colour' could not be found in request message.",
        client.get(JOBS + "?alt=json&colour=red").message());
    assertEquals(
        "Invalid value at 'page_size' (TYPE_INT32), \"many\"",
        client.get(JOBS + "?pageSize=many").message());
    assertEquals(400, client.get(JOBS + "?filter=state%3D").status());
  }

  @Test
  void anUnknownPathIsNotFound() {
    assertEquals(
        new RestClient.Reply(
            404,
            json(
                """
                {'error': {'code': 404, 'status': 'NOT_FOUND', 'message': 'The Vertex AI emulator \
                does not answer PATCH /v1/projects/p; docs/EMULATOR.md lists what it answers.'}}\
                """)),
        client.send("PATCH", "/v1/projects/p", ""));
    assertEquals(404, client.send("HEAD", JOBS, "").status());
    assertEquals(404, client.get("/v2/" + PARENT + "/customJobs").status());
    assertEquals(403, client.get("/v1/projects/other/locations/l/customJobs").status());
  }

  @Test
  void aPersistentResourceIsRefusedAsTheApiWould() {
    String refused = "List of found errors:\t1.Field: ";
    assertEquals(
        refused
            + "persistent_resource_id; Message: 'Pool' is no ID"
            + " ([a-z]([a-z0-9-]{0,61}[a-z0-9])?)\t",
        client.send("POST", RESOURCES + "?persistentResourceId=Pool", "{}").message());
    assertEquals(
        refused + "resource_pools; Message: at least one is required\t",
        client.send("POST", RESOURCES + "?persistentResourceId=pool", "{}").message());
    assertEquals(
        409,
        client
            .send("POST", RESOURCES + "?persistentResourceId=rig", VertexJson.print(rig()))
            .status());
  }

  @Test
  void aTakenRestPortIsSaid() {
    int port = emulator.restUri().getPort();
    VertexOptions options = VertexOptions.defaults().withRestPort(port);

    UncheckedIOException taken =
        assertThrows(
            UncheckedIOException.class, () -> VertexEmulator.start(options, new Journal()));

    assertEquals(
        "cannot listen on 127.0.0.1:%d; choose another port, or 0 for a free one".formatted(port),
        taken.getMessage());
  }

  private void create(String displayName) {
    String body = VertexJson.print(job(displayName, workerPool(CPU, 1)));
    assertEquals(200, client.send("POST", JOBS, body).status());
  }

  private JsonObject jsonOf(String resource) {
    return client.get(RESOURCES + "/" + resource).body().getAsJsonObject();
  }

  private static JsonObject json(String withSingleQuotes) {
    return JsonParser.parseString(withSingleQuotes).getAsJsonObject();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
