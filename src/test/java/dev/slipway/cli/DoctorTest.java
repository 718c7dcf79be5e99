package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.storage.NotificationInfo;
import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import dev.slipway.CaseFiles;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import dev.slipway.emulator.storage.StorageFaultRule;
import dev.slipway.emulator.vertex.PersistentResourceFile;
import dev.slipway.emulator.vertex.VertexEmulator;
import dev.slipway.emulator.vertex.VertexOptions;
import dev.slipway.storage.GoogleObjectStore;
import dev.slipway.storage.Timeouts;
import dev.slipway.vertex.FilterRefuser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A deployment that is well, and each thing that can be wrong with it. */
final class DoctorTest {

  private static final String PROJECT = "my-project";
  private static final Path POLICY = CaseFiles.ROOT.resolve("cli/policy.json");
  private static final Path RESOURCES = Path.of("function/examples/resources/training.json");

  private final Map<String, String> variables = new HashMap<>();
  private VertexEmulator vertex = startVertex();
  private StorageEmulator storage = startStorage(Clock.systemUTC());

  private static VertexEmulator startVertex() {
    return VertexEmulator.start(VertexOptions.defaults().withProject(PROJECT), new Journal());
  }

  private StorageEmulator startStorage(Clock clock) {
    StorageEmulator started =
        StorageEmulator.start(
            StorageEmulatorOptions.withBuckets("specs", "state").withClock(clock), new Journal());
    variables.put("STORAGE_EMULATOR_HOST", started.uri().toString());
    return started;
  }

  @BeforeEach
  void allIsWell() throws IOException {
    variables.putAll(
        Map.of(
            "SLIPWAY_PROJECT", PROJECT,
            "SLIPWAY_LOCATION", "us-central1",
            "SLIPWAY_SPEC_BUCKET", "specs",
            "SLIPWAY_STATE_BUCKET", "state",
            "SLIPWAY_PERSISTENT_RESOURCE", "training",
            "SLIPWAY_VERTEX_ENDPOINT", vertex.endpoint()));
    PersistentResourceFile.load(RESOURCES).forEach(vertex.resources()::put);
    belongsTo("us-central1");
    put("control/sweep", "");
    put("policy/1f.json", Files.readString(POLICY));
    var unused =
        GoogleObjectStore.client(Optional.of(storage.uri()), PROJECT)
            .createNotification(
                "state",
                NotificationInfo.newBuilder("projects/my-project/topics/outcomes")
                    .setObjectNamePrefix("status/")
                    .build());
  }

  @AfterEach
  void stop() {
    storage.close();
    vertex.close();
  }

  @Test
  void whatIsWellIsToldLineByLine() {
    assertEquals(
        new CommandLines.CommandLineResult(
            0,
            """
            my-project/us-central1
            ✓ spec bucket   gs://specs answers
            ✓ state bucket  gs://state answers
            ✓ your rights   you may read, upload, replace and delete specs
            ✓ deployment    gs://state belongs to my-project/us-central1 with specs from gs://specs
            ✓ outcomes      statuses are told to projects/my-project/topics/outcomes
            ✓ last tick     the launcher swept last at TIME: ticks arrive, and its account reads specs and writes its state
            ✓ clocks        this machine and Cloud Storage agree on the time
            ✓ queue         0 waiting, 0 on their way or running
            ✓ launching     is not paused
            ✓ policy        gs://state/policy/1f.json can be used
            ✓ resource      training is RUNNING
            ✓ filter        Vertex AI takes the one for jobs that are not over
            ✓ filter        Vertex AI takes the one for jobs that Slipway launched since a time
            ✓ filter        Vertex AI takes the one for the jobs of one launch
            ? not asked     subscriptions, dead letters, Cloud Scheduler, and what the launcher's account may do in Vertex AI, but for \
            what the lines above imply
                            gcloud pubsub subscriptions list; gcloud scheduler jobs list \
            --location=us-central1; an upload tries all.
            14 right, 0 wrong, 1 not known
            """,
            ""),
        doctor());
  }

  @Test
  void aBucketThatIsMissingIsWrong() {
    variables.put("SLIPWAY_STATE_BUCKET", "nowhere");

    assertEquals(
        """
        ✗ state bucket  there is no bucket nowhere; name the right one with --state-bucket ('terraform output -raw \
        state_bucket' tells it)
                        'terraform apply' makes one that is gone.
        """,
        wrong());
  }

  @Test
  void aPolicyThatIsNotRightIsWrong() {
    put("policy/1f.json", "{\"imagse\": []}");

    assertEquals(
        """
        ✗ policy        gs://state/policy/1f.json is not right: imagse: unknown key "imagse" in the policy, nearest known: images
                        Until it can be used nothing is launched. docs/POLICY.md has every key; 'terraform apply' puts it back.
        """,
        wrong());
  }

  @Test
  void thatThereIsNoPolicyOnPurposeIsRight() {
    variables.put("SLIPWAY_POLICY", "none");

    assertTrue(
        doctor()
            .out()
            .contains("✓ policy        there is none, on purpose: every spec is allowed\n"));
  }

  @Test
  void aPolicyThatIsNotThereIsWrong() {
    variables.put("SLIPWAY_POLICY", "gs://state/policy/none.json");

    assertEquals(
        """
        ✗ policy        gs://state/policy/none.json does not exist
                        Until it can be used nothing is launched. docs/POLICY.md has every key; 'terraform apply' puts it back.
        """,
        wrong());
  }

  @Test
  void aResourceThatBrokeIsWrong() {
    vertex.resources().setState("training", PersistentResource.State.ERROR);

    assertEquals(
        """
        ✗ resource      training is ERROR
                        Specs for it wait until somebody acts: 'gcloud ai persistent-resources describe' says what happened.
        """,
        wrong());
  }

  @Test
  void aResourceThatRunsJobsAsTheAgentIsWrongWhereThePolicyRulesAccounts() {
    runsAsAgent();

    assertEquals(
        """
        ✗ resource      training does not enforce custom service accounts, and the policy rules accounts: specs for it wait
                        Make it anew with enableCustomServiceAccount, or take serviceAccounts and serviceAccountRequired out of \
        the policy.
        """,
        wrong());

    put("policy/1f.json", "{}");
    assertEquals("", wrong());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'serviceAccountRequired': true}|specs for it",
        "{'teams': {'a': {'serviceAccounts': []}, 'b': {}}}|specs of team a for it",
        "{'teams': {'a': {'serviceAccounts': []}}, 'messages': {'serviceAccounts': []}}"
            + "|specs from messages and of team a for it",
        "{'serviceAccountRequired': true, 'teams': {'b': {'serviceAccountRequired': false}}}"
            + "|specs other than those of team b for it",
      },
      quoteCharacter = '^')
  void whoseSpecsWaitForSuchAResourceIsTold(String policy, String whose) {
    runsAsAgent();
    put("policy/1f.json", policy.replace("'", "\""));

    assertEquals(
        "✗ resource      training does not enforce custom service accounts, and the policy rules"
            + " accounts: "
            + whose
            + " wait",
        wrong().lines().findFirst().orElseThrow());
  }

  private void runsAsAgent() {
    PersistentResourceFile.load(RESOURCES).stream()
        .map(resource -> resource.toBuilder().clearResourceRuntimeSpec().build())
        .forEach(vertex.resources()::put);
  }

  @Test
  void aFilterThatVertexAiRefusesIsWrong() throws IOException {
    try (FilterRefuser refuser =
        new FilterRefuser(vertex.endpoint(), filter -> filter.contains("state"))) {
      variables.put("SLIPWAY_VERTEX_ENDPOINT", refuser.endpoint());

      assertEquals(
          """
          ✗ filter        Vertex AI refuses the one for jobs that are not over, state!="JOB_STATE_SUCCEEDED" AND \
          state!="JOB_STATE_FAILED" AND state!="JOB_STATE_CANCELLED" AND state!="JOB_STATE_EXPIRED" AND \
          state!="JOB_STATE_PARTIALLY_SUCCEEDED": no such filter
                          Slipway lists more jobs and filters them itself, which takes more calls of the quota; report this line \
          as an issue.
          """,
          wrong());
    }
  }

  @Test
  void programsReadOfARefusedFilterWhichItIs() throws IOException {
    try (FilterRefuser refuser =
        new FilterRefuser(vertex.endpoint(), filter -> filter.contains("attempt"))) {
      variables.put("SLIPWAY_VERTEX_ENDPOINT", refuser.endpoint());

      CommandLines.CommandLineResult result =
          CommandLines.run(variables, "doctor", "--output", "json");

      JsonArray checks =
          JsonParser.parseString(result.out()).getAsJsonObject().getAsJsonArray("checks");
      assertEquals(
          "{\"check\":\"filter\",\"result\":\"RIGHT\",\"fact\":\"Vertex AI takes the one for jobs"
              + " that Slipway launched since a time\"}",
          checks.get(12).toString());
      String id = "0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a";
      assertEquals(
          "{\"check\":\"filter\",\"result\":\"WRONG\",\"fact\":\"Vertex AI refuses the one for the"
              + " jobs of one launch, labels.slipway-submission=\\\"ID\\\" AND"
              + " labels.slipway-attempt=\\\"ID\\\": no such filter\",\"advice\":\"Slipway lists"
              + " more jobs and filters them itself, which takes more calls of the quota; report"
              + " this line as an issue.\"}",
          checks.get(13).toString().replace(id, "ID"));
    }
  }

  @Test
  void aResourceThatSpecsAreForAndThatIsNotThereIsWrong() {
    variables.put("SLIPWAY_PERSISTENT_RESOURCE", "gone");

    assertEquals(
        """
        ✗ resource      gone is not there, and specs are for it
                        Make it, or name another; 'gcloud ai persistent-resources list' shows those that are there.
        """,
        wrong());
  }

  @Test
  void aStateBucketOfAnotherDeploymentIsWrong() {
    belongsTo("europe-west4");

    assertEquals(
        """
        ✗ deployment    gs://state belongs to another deployment: my-project/europe-west4 with specs from gs://specs
                        Name the right buckets; give each deployment a state bucket of its own.
        """,
        wrong());
  }

  @Test
  void aStateBucketThatNoLauncherHasClaimedIsNotKnown() {
    GoogleObjectStore state =
        GoogleObjectStore.connect(Optional.of(storage.uri()), PROJECT, Timeouts.NORMAL)
            .apply("state");
    assertEquals(
        true,
        state.delete(
            "control/deployment", state.find("control/deployment").orElseThrow().generation()));

    CommandLines.CommandLineResult result = doctor();

    assertEquals(0, result.exitCode());
    assertEquals(
        "? deployment    gs://state has no control/deployment: no launcher has started",
        result.out().lines().filter(line -> line.contains("control/")).findFirst().orElseThrow());
  }

  @Test
  void whereNoTickEverCameIsWrong() {
    GoogleObjectStore state =
        GoogleObjectStore.connect(Optional.of(storage.uri()), PROJECT, Timeouts.NORMAL)
            .apply("state");
    assertEquals(
        true,
        state.delete("control/sweep", state.find("control/sweep").orElseThrow().generation()));

    assertEquals(
        """
        ✗ last tick     none was ever answered: there is no control/sweep
                        Look whether Cloud Scheduler's job runs, its topic's subscription pushes to the launcher, and the launcher starts; its \
        log says slipway.sweep.failed where it may not list specs.
        """,
        wrong());
  }

  @Test
  void ticksThatCeasedAreWrong() {
    storage.close();
    storage =
        startStorage(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-90).minusSeconds(30)));
    put("control/sweep", "");

    assertEquals(
        """
        ✗ outcomes      no topic is told of statuses in gs://state
                        'terraform apply' makes the notification; nothing but who subscribes to outcomes needs it.
        ✗ last tick     the launcher swept last at TIME, LONG ago; it does each 5
                        Look whether Cloud Scheduler's job runs, its topic's subscription pushes to the launcher, and the launcher starts; its \
        log says slipway.sweep.failed where it may not list specs.
        """,
        wrong());
  }

  @Test
  void whatMayNotBeAskedIsNotKnownAndNotWrong() {
    storage.faults().add(StorageFaultRule.parse("notifications.list@state:1=403"));

    assertEquals("", wrong());
    assertEquals(0, doctor().exitCode());
  }

  @Test
  void aPauseIsToldAndNotWrong() {
    put("control/pause", "new images at noon");

    CommandLines.CommandLineResult result = doctor();

    assertEquals(0, result.exitCode());
    assertEquals(
        "? launching     is paused since TIME: new images at noon",
        result.out().lines().filter(line -> line.contains("launching")).findFirst().orElseThrow());
  }

  @Test
  void programsReadTheSame() {
    vertex.resources().remove("training");

    CommandLines.CommandLineResult result =
        CommandLines.run(variables, "doctor", "--output", "json");

    assertEquals(1, result.exitCode());
    JsonArray checks =
        JsonParser.parseString(result.out()).getAsJsonObject().getAsJsonArray("checks");
    assertEquals(
        "{\"check\":\"resource\",\"result\":\"WRONG\",\"fact\":\"training is not there, and specs"
            + " are for it\",\"advice\":\"Make it, or name another; 'gcloud ai persistent-resources"
            + " list' shows those that are there.\"}",
        checks.get(10).toString());
  }

  @Test
  void whereNothingListensNothingIsFound() {
    storage.close();

    CommandLines.CommandLineResult result = doctor();

    assertEquals(69, result.exitCode());
    assertEquals("", result.out());
    assertEquals(
        "nothing listens on 127.0.0.1:PORT, where STORAGE_EMULATOR_HOST says that Cloud Storage is"
            + " emulated\n",
        result.err().replaceAll(":\\d+,", ":PORT,"));
  }

  private void belongsTo(String location) {
    var unused =
        storage.put(
            "state",
            "control/deployment",
            new byte[0],
            Map.of("project", PROJECT, "location", location, "specbucket", "specs"));
  }

  private void put(String name, String content) {
    var unused = storage.put("state", name, content.getBytes(UTF_8), Map.of());
  }

  private CommandLines.CommandLineResult doctor() {
    CommandLines.CommandLineResult result = CommandLines.run(variables, "doctor");
    String time = "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z";
    return new CommandLines.CommandLineResult(
        result.exitCode(),
        result.out().replaceAll(time, "TIME").replaceAll("\\d\\d minutes ago", "LONG ago"),
        result.err());
  }

  /** The lines on what is wrong, each with its advice; the command says so by its exit code. */
  private String wrong() {
    CommandLines.CommandLineResult result = doctor();
    StringBuilder wrong = new StringBuilder();
    boolean isWrong = false;
    for (String line : result.out().lines().toList()) {
      isWrong = line.startsWith("✗") || (isWrong && line.startsWith("  "));
      wrong.append(isWrong ? line + "\n" : "");
    }
    assertEquals(wrong.isEmpty() ? 0 : 1, result.exitCode(), result.out());
    return wrong.toString();
  }
}
