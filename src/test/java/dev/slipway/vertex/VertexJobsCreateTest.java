package dev.slipway.vertex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobState;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Creation.Refusal;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.spec.Json;
import dev.slipway.spec.SpecParser;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VertexJobsCreateTest {

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String NAME = "projects/1/locations/us-central1/customJobs/7";

  private static final String SPEC =
      """
      {"displayName": "train", %s"labels": {"team": "vision"},
       "encryptionSpec": {"kmsKeyName": "key"},
       "job_spec": {
         %s
         "workerPoolSpecs": [
           {"machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": "2",
            "containerSpec": {"imageUri": "i", "env": [{"name": "A", "value": "b"}]}},
           {}],
         "scheduling": {"timeout": "3600s", "strategy": "SPOT"},
         "serviceAccount": "trainer@p1.iam.gserviceaccount.com",
         "network": "projects/1/global/networks/n",
         "tensorboard": "projects/1/locations/l/tensorboards/1",
         "enableWebAccess": true}%s}
      """;

  private static final String ADDED =
      ", \"labels\": {\"team\": \"vision\", \"slipway-submission\": \"0a\","
          + " \"slipway-attempt\": \"1b\"}";

  private ScriptedVertex vertex;
  private VertexClients clients;
  private VertexJobs jobs;

  @BeforeEach
  void connect() throws IOException {
    vertex = new ScriptedVertex();
    clients = VertexClients.connect(vertex.endpoint());
    jobs = jobs(clients);
  }

  @AfterEach
  void close() {
    clients.close();
    vertex.close();
  }

  @Test
  void aJobIsCreatedWithTwoLabelsAndTheResourceAndNothingElseChanged() throws Exception {
    vertex.then(CustomJob.newBuilder().setName(NAME).setState(JobState.JOB_STATE_PENDING).build());

    assertEquals(
        new Creation.Created(NAME, State.PENDING),
        create(SPEC.formatted("\"name\": \"copied\", ", "", "")));
    assertEquals(
        List.of(
            CreateCustomJobRequest.newBuilder()
                .setParent("projects/p1/locations/us-central1")
                .setCustomJob(sent("\"persistentResourceId\": \"gpus\","))
                .build()),
        vertex.requests());
  }

  @Test
  void aResourceThatTheSpecNamesStays() throws Exception {
    vertex.then(CustomJob.newBuilder().setName(NAME).build());

    create(SPEC.formatted("", "\"persistent_resource_id\": \"own\",", ""));

    assertEquals(
        sent("\"persistentResourceId\": \"own\","),
        ((CreateCustomJobRequest) vertex.requests().get(0)).getCustomJob());
  }

  /** The message by JsonFormat alone. */
  private static CustomJob sent(String resource) throws InvalidProtocolBufferException {
    CustomJob.Builder job = CustomJob.newBuilder();
    JsonFormat.parser()
        .merge(
            SPEC.formatted("", resource, ADDED).replace("\"labels\": {\"team\": \"vision\"},", ""),
            job);
    return job.build();
  }

  @Test
  void theDeadlineIsTheOneGiven() {
    vertex.then(CustomJob.newBuilder().setName(NAME).build());

    create();

    Duration left = vertex.calls().get(0).timeLeft().orElseThrow();
    assertTrue(left.compareTo(DEADLINE) <= 0, left::toString);
  }

  @Test
  void withoutTimeNothingIsAsked() {
    assertEquals(
        "a deadline must be longer than PT0S",
        assertThrows(
                IllegalArgumentException.class,
                () -> jobs.draft(request(SPEC.formatted("", "", ""))).create(Duration.ZERO))
            .getMessage());
    assertEquals(List.of(), vertex.calls());
  }

  @ParameterizedTest
  @CsvSource({
    "INVALID_ARGUMENT, FOR_GOOD",
    "PERMISSION_DENIED, UNTIL_SOMEBODY_ACTS",
    "UNAUTHENTICATED, UNTIL_SOMEBODY_ACTS",
    "NOT_FOUND, UNTIL_SOMEBODY_ACTS",
    "RESOURCE_EXHAUSTED, FOR_NOW",
    "FAILED_PRECONDITION, FOR_NOW",
  })
  void aRefusalIsToldInVertexAisWordsAndNotRepeated(Status.Code code, Refusal refusal) {
    vertex.then(code.toStatus().withDescription("why not"));

    assertEquals(new Creation.Refused(refusal, code.name(), "why not"), create());
    assertEquals(1, vertex.calls().size());
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {
        "OK",
        "INVALID_ARGUMENT",
        "PERMISSION_DENIED",
        "UNAUTHENTICATED",
        "NOT_FOUND",
        "RESOURCE_EXHAUSTED",
        "FAILED_PRECONDITION"
      },
      mode = EnumSource.Mode.EXCLUDE)
  void afterEveryOtherCodeNobodyKnowsAndNothingIsRepeated(Status.Code code) {
    vertex.then(code.toStatus().withDescription("perhaps"));

    assertEquals(new Creation.Unknown(code.name(), "perhaps"), create());
    assertEquals(1, vertex.calls().size());
  }

  @ParameterizedTest
  @CsvSource({
    "PERMISSION_DENIED, UNTIL_IT_MAY_ACT_AS",
    "NOT_FOUND, UNTIL_IT_MAY_ACT_AS",
    "INVALID_ARGUMENT, FOR_GOOD",
    "UNAUTHENTICATED, UNTIL_SOMEBODY_ACTS"
  })
  void anAccountThatIsMissingOrForbiddenWaitsForSomebody(Status.Code code, Refusal refusal) {
    String message = "No act-as on trainer@p1.iam.gserviceaccount.com.";
    vertex.then(code.toStatus().withDescription(message));

    assertEquals(new Creation.Refused(refusal, code.name(), message), create());
  }

  /** In the words of https://github.com/googleapis/python-aiplatform/issues/1073. */
  @ParameterizedTest
  @CsvSource({"INVALID_ARGUMENT", "PERMISSION_DENIED"})
  void aRefusedActAsWaitsForSomebodyAlthoughItComesAsAnInvalidArgument(Status.Code code) {
    String message =
        "You do not have permission to act as service_account:"
            + " other@p1.iam.gserviceaccount.com. (or it may not exist).";
    vertex.then(code.toStatus().withDescription(message));

    assertEquals(new Creation.Refused(Refusal.UNTIL_IT_MAY_ACT_AS, code.name(), message), create());
  }

  @Test
  void aServiceThatIsNotThereLeavesItUnknown() throws IOException {
    // Not a port that was just given up: another test's server may have it by now.
    try (VertexClients nobody = VertexClients.connect("127.0.0.1:1")) {
      jobs = jobs(nobody);

      assertEquals("UNAVAILABLE", ((Creation.Unknown) create()).code());
    }
  }

  @Test
  void anAnswerWithoutANameLeavesItUnknown() {
    vertex.then(CustomJob.getDefaultInstance());

    assertEquals(new Creation.Unknown("OK", "the job that came back has no name"), create());
  }

  @Test
  void aSpecThatTheSchemaRefusesIsNeverSent() {
    assertEquals(
        new Creation.Refused(
            Refusal.FOR_GOOD,
            "INVALID_ARGUMENT",
            "not sent, as the API's schema does not take it: WRONG_TYPE at displayName"),
        create("{\"displayName\": 5}"));
    assertEquals(List.of(), vertex.calls());
  }

  private Creation create() {
    return create(SPEC.formatted("", "", ""));
  }

  private Creation create(String spec) {
    return jobs.draft(request(spec)).create(DEADLINE);
  }

  private static Jobs.CreateRequest request(String spec) {
    Json.Obj document = SpecParser.parse(spec.getBytes(UTF_8)).document().orElseThrow();
    return new Jobs.CreateRequest(document, "gpus", "0a", "1b");
  }

  private static VertexJobs jobs(VertexClients clients) {
    return new VertexJobs(clients, "p1", "us-central1", InstantSource.system(), entry -> {});
  }
}
