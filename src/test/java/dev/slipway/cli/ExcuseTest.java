package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.emulator.Journal;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import dev.slipway.emulator.storage.StorageFaultRule;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said when a deployment cannot be asked. */
final class ExcuseTest {

  private static final String CPU = "function/examples/single-node-cpu.json";

  private static StorageEmulator storage;

  @BeforeAll
  static void start() {
    storage =
        StorageEmulator.start(
            StorageEmulatorOptions.withBuckets("specs", "state", "my-project-slipway-specs"),
            new Journal());
  }

  @AfterAll
  static void end() {
    storage.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cancel a.json", "pause", "resume", "status", "status a.json"})
  void aBucketThatIsNotThereIsToldWithTheNameThatWasTried(String command) {
    assertEquals(
        new CommandLines.CommandLineResult(
            69,
            "",
            """
            there is no bucket my-project-slipway-state, as Terraform calls it in project my-project by default; name the \
            right one with --state-bucket ('terraform output -raw state_bucket' tells it)
            """),
        run(command + " --project my-project"));
  }

  @Test
  void aSpecBucketThatIsNotThereIsToldToo() {
    assertEquals(
        "there is no bucket nowhere; name the right one with --spec-bucket ('terraform output -raw"
            + " spec_bucket' tells it)\n",
        run("submit --project my-project --spec-bucket nowhere " + CPU).err());
  }

  @Test
  void aPermissionThatIsMissingIsToldWithWhomToAsk() {
    storage.faults().add(StorageFaultRule.parse("objects.list@state/queue/:1=403"));

    assertEquals(
        new CommandLines.CommandLineResult(
            69,
            "",
            """
            you lack storage.objects.list on gs://state/queue/: ask whoever runs Terraform to list you among its 'operators'; \
            'gcloud auth application-default login' changes who you are
            """),
        run("cancel a.json --project my-project --state-bucket state"));
  }

  @Test
  void whoeverMayNotUploadAsksToBeAnUploader() {
    storage.faults().add(StorageFaultRule.parse("objects.insert@specs/mine/:1=403"));

    assertEquals(
        """
        you lack storage.objects.create on gs://specs/mine/single-node-cpu.json: ask whoever runs Terraform to list you among its 'uploaders' \
        or 'operators'; 'gcloud auth application-default login' changes who you are
        """,
        run("submit --prefix mine/ --project my-project --spec-bucket specs " + CPU).err());
  }

  @Test
  void whoeverMayOnlyCreateIsToldThatTheNameIsTaken() {
    storage.put("specs", "taken/single-node-cpu.json", new byte[] {'{', '}'}, Map.of());
    storage.faults().add(StorageFaultRule.parse("objects.get@specs/taken/:1=403"));

    assertEquals(
        """
        gs://specs/taken/single-node-cpu.json stands already, and you may not replace it: give yours another name with --as or --prefix, or \
        ask an operator to delete that one (you lack storage.objects.get)
        """,
        run("submit --prefix taken/ --project my-project --spec-bucket specs " + CPU).err());
  }

  @Test
  void whoeverIsNotLoggedInIsToldHowTo() {
    storage.faults().add(StorageFaultRule.parse("objects.list@state/status/:1=401"));

    assertEquals(
        "no credentials for Google Cloud, or they have expired: 'gcloud auth application-default"
            + " login' gets some\n",
        run("status --project my-project --state-bucket state").err());
  }

  @Test
  void anEmulatorThatDoesNotRunIsToldByItsVariable() {
    assertEquals(
        "nothing listens on 127.0.0.1:1, where STORAGE_EMULATOR_HOST says that Cloud Storage is"
            + " emulated\n",
        CommandLines.run(
                Map.of("STORAGE_EMULATOR_HOST", "127.0.0.1:1"), "status", "--project", "my-project")
            .err());
  }

  @Test
  void variablesThatAreWrongAreAWrongUsage() {
    assertEquals(
        """
        The deployment cannot be reached:
          SLIPWAY_STATE_BUCKET is gs://state; it must be the bucket's name alone, without gs:// and path
        'slipway queue --help' says how it is used
        """,
        CommandLines.run(
                Map.of("SLIPWAY_PROJECT", "my-project", "SLIPWAY_STATE_BUCKET", "gs://state"),
                "queue")
            .err());
  }

  private static CommandLines.CommandLineResult run(String command) {
    Map<String, String> variables = new HashMap<>();
    variables.put("STORAGE_EMULATOR_HOST", storage.uri().toString());
    return CommandLines.run(variables, command.split(" ", -1));
  }
}
