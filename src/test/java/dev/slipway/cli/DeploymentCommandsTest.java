package dev.slipway.cli;

import static dev.slipway.cli.TestDeployment.steady;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.emulator.storage.StorageFaultRule;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands against a deployment: a GPU is taken, two specs wait for it. */
@Tag("thorough")
final class DeploymentCommandsTest {

  private static final String FULL =
      "jobSpec.workerPoolSpecs[0]: 1 replica asked of pool \"a100\", 0 free: capacity 1, 1 in use,"
          + " 0 about to be used, 0 taken by this spec's earlier worker pools; 1 missing";

  private TestDeployment deployment;
  private Submission runs;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    deployment = TestDeployment.start(folder);
    runs = deployment.upload("team-a/gpu.json", "single-gpu");
    deployment.upload("team-a/second.json", "waits-for-the-gpu");
    deployment.publish("nightly-7", "waits-for-the-gpu");
  }

  @AfterEach
  void end() {
    deployment.close();
  }

  @Test
  void theQueueTellsPlacesAndReasons() {
    String queue = run("queue").out();
    assertEquals(
        """
        training: 2 waiting, 1 launched
          place  waits               priority  uploaded
              1  team-a/second.json         0  TIME
                 %1$s
              2  _pubsub/nightly-7          0  TIME
                 %1$s
          state    runs             since  pools  job
          RUNNING  team-a/gpu.json  TIME 1 on a100  JOB
        """
            .formatted(FULL),
        queue.replaceAll("since +pools +job", "since  pools  job"));
  }

  @Test
  void theQueueForProgramsHasThemToo() {
    JsonObject training =
        document("queue --output json").getAsJsonArray("resources").get(0).getAsJsonObject();

    assertEquals(
        List.of("team-a/second.json 1 POOL_FULL", "nightly-7 2 POOL_FULL"),
        list(training.getAsJsonArray("waiting")).stream()
            .map(
                each ->
                    "%s %s %s"
                        .formatted(
                            object(each),
                            each.get("position"),
                            each.getAsJsonArray("reasons")
                                .get(0)
                                .getAsJsonObject()
                                .get("code")
                                .getAsString()))
            .toList());
    JsonObject active = training.getAsJsonArray("active").get(0).getAsJsonObject();
    assertEquals("team-a/gpu.json", object(active));
    assertEquals("RUNNING", active.get("state").getAsString());
    assertEquals(
        "[{\"workerPool\":\"jobSpec.workerPoolSpecs[0]\",\"resourcePool\":\"a100\",\"replicas\":1}]",
        active.get("placements").toString());
  }

  @Test
  void statusesAreListedWithThoseOfMessages() {
    assertEquals(
        """
        spec                state    since
        _pubsub/nightly-7   WAITING  TIME
        team-a/gpu.json     RUNNING  TIME
        team-a/second.json  WAITING  TIME
        """,
        run("status").out());
    assertEquals(
        """
        spec                state    since
        team-a/gpu.json     RUNNING  TIME
        team-a/second.json  WAITING  TIME
        """,
        run("status team-a/").out());
  }

  @Test
  void aStatusIsFoundByNameAddressMessageAndId() {
    String byName = run("status team-a/gpu.json").out();

    assertEquals(
        "RUNNING  gs://" + TestDeployment.SPECS + "/team-a/gpu.json#GENERATION",
        byName.lines().findFirst().orElse(""));
    assertEquals(byName, run("status " + runs.id()).out());
    assertEquals(byName, run("status " + runs).out());
    assertEquals(
        "WAITING  message nightly-7",
        run("status _pubsub/nightly-7").out().lines().findFirst().orElse(""));
  }

  @Test
  void anEarlierUploadIsFoundByItsId() throws IOException {
    deployment.upload("team-a/gpu.json", "single-node-cpu");

    assertEquals(
        "RUNNING", document("status --output json " + runs.id()).get("state").getAsString());
    deployment.pass(Duration.ofMinutes(10));
    deployment.tick();
    assertEquals(
        "SUCCEEDED", document("status --output json " + runs.id()).get("state").getAsString());
  }

  @Test
  void whatATerminalWouldObeyIsNotRepeatedToIt() {
    assertEquals(
        new CommandLines.CommandLineResult(
            1,
            "",
            "there is no status of nope\\u001b[31m; './slipway status' lists all there are\n"),
        run("status nope\u001b[31m"));
    assertEquals(
        "there is no command 'nope\\u001b[31m'",
        CommandLines.run("nope\u001b[31m").err().split(";", 2)[0]);
  }

  @Test
  void whatHasNoStatusIsToldSo() {
    assertEquals(
        new CommandLines.CommandLineResult(
            1, "", "there is no status of nowhere.json; './slipway status' lists all there are\n"),
        run("status nowhere.json"));
  }

  @Test
  void whatWaitsIsWithdrawnWithoutAQuestion() {
    assertEquals(
        new CommandLines.CommandLineResult(
            0, "team-a/second.json is withdrawn with the next tick, within a minute\n", ""),
        run("cancel team-a/second.json"));
    assertEquals(
        "it was asked for already: team-a/second.json is withdrawn with the next tick, within a"
            + " minute\n",
        run("cancel team-a/second.json").out());

    deployment.tick();

    assertEquals(
        new CommandLines.CommandLineResult(
            1, "", "team-a/second.json has ended: WITHDRAWN since TIME\n"),
        run("cancel team-a/second.json"));
  }

  @Test
  void aSpecFromAMessageIsWithdrawnToo() {
    JsonObject asked = document("cancel --output json _pubsub/nightly-7");
    deployment.tick();

    assertEquals("ASKED", asked.get("result").getAsString());
    assertEquals("WAITING", asked.get("state").getAsString());
    assertEquals(
        List.of("WITHDRAWN", "CANCEL_ASKED"),
        List.of(
            document("status --output json _pubsub/nightly-7").get("state").getAsString(),
            document("status --output json _pubsub/nightly-7")
                .getAsJsonArray("problems")
                .get(0)
                .getAsJsonObject()
                .get("code")
                .getAsString()));
  }

  @Test
  void aJobIsNotCancelledWithoutATerminalToAskOn() {
    assertEquals(
        new CommandLines.CommandLineResult(
            64,
            "",
            """
            team-a/gpu.json is RUNNING, and there is no terminal to ask on whether its job is to be cancelled; say so with --yes
            'slipway cancel --help' says how it is used
            """),
        run("cancel team-a/gpu.json"));
    deployment.tick();
    assertEquals("RUNNING", state("team-a/gpu.json"));
  }

  @Test
  void aJobIsCancelledByWhoeverIsSure() {
    assertEquals(
        new CommandLines.CommandLineResult(
            0,
            "the job of team-a/gpu.json is cancelled with the next tick, within a minute;"
                + " './slipway status team-a/gpu.json' tells when it has ended\n",
            ""),
        run("cancel --yes team-a/gpu.json"));
    assertTrue(run("queue").out().contains("\n         somebody asked for it to be cancelled\n"));

    deployment.tick();
    deployment.tick();

    assertEquals("CANCELLED", state("team-a/gpu.json"));
    assertEquals("RUNNING", state("team-a/second.json"), "its replica goes to the next");
  }

  @Test
  void anEarlierUploadThatRunsIsNotCancelledByTheNameThatALaterOneHas() throws IOException {
    deployment.upload("team-a/gpu.json", "waits-for-the-gpu");

    CommandLines.CommandLineResult result = run("cancel team-a/gpu.json");

    assertEquals(
        new CommandLines.CommandLineResult(
            0,
            "team-a/gpu.json is withdrawn with the next tick, within a minute\n",
            "an earlier upload of it is RUNNING still: './slipway cancel ID' cancels that\n"),
        result);
    run("cancel --yes " + runs.id());
    deployment.tick();
    deployment.tick();
    assertEquals(
        "CANCELLED", document("status --output json " + runs.id()).get("state").getAsString());
  }

  @Test
  void whatIsNowhereCannotBeCancelled() {
    assertEquals(
        new CommandLines.CommandLineResult(
            1,
            "",
            "nothing that waits or runs is called nowhere.json; './slipway queue' lists what"
                + " does\n"),
        run("cancel nowhere.json"));
    assertEquals(
        "NOT_FOUND", document("cancel --output json nowhere.json").get("result").getAsString());
  }

  @Test
  void launchingIsPausedAndResumed() {
    assertEquals(
        "launching is paused; './slipway resume' ends that\n", run("pause --reason noon").out());
    assertEquals("launching was paused already\n", run("pause").out());
    assertTrue(run("queue").out().startsWith("launching is paused since TIME : noon\n\n"));
    assertEquals(
        "{\"schemaVersion\":1,\"paused\":false,\"changed\":true}",
        document("resume --output json").toString());
    assertEquals("launching was not paused\n", run("resume").out());
  }

  @Test
  void poolsAndPlansKnowWhoWaits() {
    assertTrue(run("pools").out().endsWith("2 waiting; 'slipway queue' lists what waits\n"));
    assertEquals(
        1, run("plan --resource training " + TestDeployment.example("single-gpu")).exitCode());
  }

  @Test
  void whereTheStateOfTheUsualNameMayNotBeReadOnlyJobsCount() {
    deployment
        .storage()
        .faults()
        .add(StorageFaultRule.parse("objects.list@" + TestDeployment.STATE + "/queue/:1=403"));

    CommandLines.CommandLineResult result = run("pools");

    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("job JOB (1)"), result.out());
    assertEquals(
        "Who waits is not counted: you lack storage.objects.list on"
            + " gs://my-project-slipway-state/queue/: ask whoever runs Terraform to list you among"
            + " its 'operators'; 'gcloud auth application-default login' changes who you are\n",
        result.err());
  }

  @Test
  void aProjectWhoseJobsOneMayNotSeeIsToldSo() {
    CommandLines.CommandLineResult result =
        CommandLines.run(
            deployment.variables(),
            "queue",
            "--project",
            "another-project",
            "--location",
            "us-central1");

    assertEquals(69, result.exitCode());
    assertEquals(
        "you lack a permission in project another-project: ask whoever runs Terraform to list you"
            + " among its 'operators', or for roles/aiplatform.viewer there",
        result.err().lines().skip(1).findFirst().orElse(""));
  }

  @Test
  void theVariablesOfTheFunctionAreEnough() {
    Map<String, String> variables =
        Map.of(
            "SLIPWAY_PROJECT",
            "my-project",
            "SLIPWAY_LOCATION",
            "us-central1",
            "STORAGE_EMULATOR_HOST",
            deployment.variables().get("STORAGE_EMULATOR_HOST"),
            "SLIPWAY_VERTEX_ENDPOINT",
            deployment.variables().get("SLIPWAY_VERTEX_ENDPOINT"));

    assertTrue(
        CommandLines.run(variables, "queue").out().startsWith("training: 2 waiting, 1 launched\n"));
  }

  private CommandLines.CommandLineResult run(String command) {
    CommandLines.CommandLineResult result = deployment.run(command);
    return new CommandLines.CommandLineResult(
        result.exitCode(), steady(result.out()), steady(result.err()));
  }

  private JsonObject document(String command) {
    return JsonParser.parseString(deployment.run(command).out()).getAsJsonObject();
  }

  private String state(String name) {
    return document("status --output json " + name).get("state").getAsString();
  }

  private static List<JsonObject> list(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(each -> each.getAsJsonObject())
        .toList();
  }

  private static String object(JsonObject entry) {
    return entry.getAsJsonObject("submission").get("object").getAsString();
  }
}
