package dev.slipway.cli;

import static dev.slipway.cli.TestDeployment.steady;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands by those whom Terraform grants something, with that and nothing else. */
@Tag("thorough")
final class RolesTest {

  private static final String UPLOADER = "uploaders@vision.example.com";
  private static final String VIEWER = "viewers@vision.example.com";
  private static final String PUBLISHER = "publishers@example.com";
  private static final String OPERATOR = "operators@example.com";
  private static final String OF_ALL = "uploaders@example.com";
  private static final String CPU = "function/examples/single-node-cpu.json";

  private static final String PROJECT = " --project my-project --location us-central1";

  private Roles roles;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    roles = Roles.start(folder);
  }

  @AfterEach
  void end() {
    roles.close();
  }

  private CommandLines.CommandLineResult follow(String principal, String arguments) {
    return roles.run(
        principal,
        List.of(("submit --follow " + arguments + CPU + PROJECT).split(" ", -1)),
        roles::goOn);
  }

  @Test
  void anUploaderOfATeamSubmitsAndFollowsToTheEnd() {
    CommandLines.CommandLineResult result = follow(UPLOADER, "--prefix vision/ ");

    assertEquals("", result.err());
    assertEquals(
        """
        uploaded function/examples/single-node-cpu.json as gs://my-project-slipway-specs/vision/single-node-cpu.json#GENERATION
        vision/single-node-cpu.json  RUNNING
        vision/single-node-cpu.json  SUCCEEDED
        SUCCEEDED  gs://my-project-slipway-specs/vision/single-node-cpu.json#GENERATION
        """,
        steady(result.out()).lines().limit(4).map(line -> line + "\n").reduce("", String::concat));
    assertEquals(0, result.exitCode());
  }

  @Test
  void anUploaderOfADeploymentWithoutTeamsDoesToo() {
    CommandLines.CommandLineResult result = follow(OF_ALL, "");

    assertEquals("", result.err());
    assertEquals(0, result.exitCode(), result.out());
    assertEquals(
        "spec                  state      since\nsingle-node-cpu.json  SUCCEEDED  TIME\n",
        steady(roles.run(OF_ALL, "status").out()));
  }

  @Test
  void aNameThatAnOperatorFreedIsTakenAgainWhileTheOldStatusIsThere() {
    assertEquals(0, follow(UPLOADER, "--prefix vision/ ").exitCode());
    roles.delete(OPERATOR, "vision/single-node-cpu.json");

    CommandLines.CommandLineResult result =
        roles.run(UPLOADER, "submit --patience PT0S --prefix vision/ " + CPU);

    assertEquals("", result.err());
    assertEquals(
        """
        uploaded function/examples/single-node-cpu.json as gs://my-project-slipway-specs/vision/single-node-cpu.json#GENERATION
        vision/single-node-cpu.json  has no status yet; './slipway status vision/single-node-cpu.json' tells it later
        """,
        steady(result.out()));
  }

  @Test
  void whatIsThereIsReplacedByAnOperatorOnly() throws IOException {
    roles.deployment().upload("vision/single-node-cpu.json", "single-node-cpu");

    assertRefused(UPLOADER, "submit --prefix vision/ " + CPU, "(you lack storage.objects.delete)");
    assertEquals(
        1,
        roles.run(OPERATOR, "submit --patience PT0S --prefix vision/ " + CPU).exitCode(),
        "uploaded, and not heard of");
  }

  @Test
  void anUploaderOfATeamIsRefusedElsewhere() {
    assertEquals(
        "you lack storage.objects.create on"
            + " gs://my-project-slipway-specs/speech/single-node-cpu.json: ask whoever runs"
            + " Terraform to list you among its 'uploaders' or 'operators'; 'gcloud auth"
            + " application-default login' changes who you are\n",
        roles.run(UPLOADER, "submit --prefix speech/ " + CPU).err());
    assertRefused(UPLOADER, "status speech/a.json", "storage.objects.get");
    assertRefused(UPLOADER, "status speech/", "storage.objects.list");
    assertRefused(UPLOADER, "queue", "'aiplatform.persistentResources.list' denied");
    assertRefused(UPLOADER, "pause", "storage.objects.get");
    assertRefused(UPLOADER, "cancel --yes vision/a.json", "storage.objects.list");
  }

  private void assertRefused(String principal, String command, String permission) {
    CommandLines.CommandLineResult result = roles.run(principal, command);

    assertEquals(69, result.exitCode(), result::toString);
    assertTrue(result.err().contains(permission), result::toString);
  }

  @Test
  void aTeamsStatusesAreListedForItsOwn() throws IOException {
    roles.deployment().upload("vision/gpu.json", "single-gpu");
    roles.deployment().upload("speech/cpu.json", "single-node-cpu");
    String listed = "spec             state    since\nvision/gpu.json  RUNNING  TIME\n";

    assertEquals(listed, steady(roles.run(UPLOADER, "status vision/").out()));
    assertEquals(listed, steady(roles.run(VIEWER, "status vision/").out()));
    assertRefused(
        VIEWER, "status", "who may see one folder asks for it: './slipway status FOLDER/'");
  }

  @Test
  void thatASpecHasNoStatusIsToldToItsTeam() {
    assertEquals(
        "there is no status of vision/a.json; './slipway status' lists all there are\n",
        roles.run(VIEWER, "status vision/a.json").err());
  }

  @Test
  void aViewerReadsStatusesAndUploadsNothing() throws IOException {
    roles.deployment().upload("vision/gpu.json", "single-gpu");

    assertEquals(0, roles.run(VIEWER, "status vision/gpu.json").exitCode());
    assertRefused(VIEWER, "submit --prefix vision/ " + CPU, "storage.objects.create");
    assertRefused(VIEWER, "status speech/a.json", "storage.objects.get");
    assertRefused(VIEWER, "queue", "'aiplatform.persistentResources.list' denied");
  }

  @Test
  void aPublisherReadsStatusesOfMessagesAndNoOthers() throws IOException {
    roles.deployment().publish("nightly-7", "single-gpu");
    roles.deployment().upload("vision/cpu.json", "single-node-cpu");

    assertEquals(0, roles.run(PUBLISHER, "status _pubsub/nightly-7").exitCode());
    assertEquals(
        "spec               state    since\n_pubsub/nightly-7  RUNNING  TIME\n",
        steady(roles.run(PUBLISHER, "status _pubsub/").out()));
    assertEquals(
        "there is no status of _pubsub/nightly-8; './slipway status' lists all there are\n",
        roles.run(PUBLISHER, "status _pubsub/nightly-8").err());
    assertRefused(PUBLISHER, "status vision/cpu.json", "storage.objects.get");
    assertRefused(PUBLISHER, "submit " + CPU, "storage.objects.create");
  }

  @Test
  void anOperatorLooksPausesResumesAndCancels() throws IOException {
    roles.deployment().upload("vision/gpu.json", "single-gpu");
    roles.deployment().upload("vision/second.json", "waits-for-the-gpu");

    for (String command :
        List.of(
            "pause --reason noon",
            "queue",
            "pools",
            "watch --once",
            "status",
            "status vision/gpu.json",
            "cancel --yes vision/gpu.json",
            "cancel vision/second.json",
            "resume",
            "resume",
            "plan --resource training " + CPU)) {
      CommandLines.CommandLineResult result = roles.run(OPERATOR, command);
      assertEquals(0, result.exitCode(), () -> command + ": " + result);
    }
    // One asks Vertex AI to cancel, the next sees that it has.
    roles.deployment().tick();
    roles.deployment().tick();

    assertEquals(
        """
        spec                state      since
        vision/gpu.json     CANCELLED  TIME
        vision/second.json  WITHDRAWN  TIME
        """,
        steady(roles.run(OPERATOR, "status").out()));
  }

  @Test
  void theDoctorFindsNothingWrongForAnOperator() {
    roles.deployment().tick();

    CommandLines.CommandLineResult result = roles.run(OPERATOR, "doctor");

    assertEquals(0, result.exitCode(), result::toString);
    assertTrue(
        result.out().contains("✓ your rights   you may read, upload, replace and delete specs\n"),
        result::toString);
    assertTrue(
        result
            .out()
            .contains(
                "? outcomes      you lack storage.buckets.get on gs://my-project-slipway-state/:"
                    + " owners of the project have it; "),
        result::toString);
  }
}
