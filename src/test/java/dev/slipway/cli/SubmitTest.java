package dev.slipway.cli;

import static dev.slipway.cli.TestDeployment.steady;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is uploaded and what is not, where nobody takes it up. */
final class SubmitTest {

  private static final String CPU = "function/examples/single-node-cpu.json";
  private static final String WRONG = "function/examples/several-mistakes.json";

  private StorageEmulator storage;

  @BeforeEach
  void start() {
    storage =
        StorageEmulator.start(StorageEmulatorOptions.withBuckets("specs", "state"), new Journal());
  }

  @AfterEach
  void end() {
    storage.close();
  }

  @Test
  void aSpecThatWouldBeRefusedIsNotUploaded() {
    CommandLines.CommandLineResult result = run(WRONG);

    assertEquals(2, result.exitCode());
    assertTrue(
        result
            .out()
            .startsWith(
                WRONG + ": REJECTED, a CustomJob, as the REST API takes it\nRefused because:\n"),
        result.out());
    assertTrue(
        result.out().endsWith("\nnot uploaded; --no-check uploads it all the same\n"),
        result.out());
    assertEquals(List.of(), storage.names("specs", ""));
  }

  @Test
  void uncheckedItIs() {
    assertEquals(
        new CommandLines.CommandLineResult(
            1,
            """
            uploaded function/examples/several-mistakes.json as gs://specs/several-mistakes.json#GENERATION
            several-mistakes.json  has no status yet; './slipway status several-mistakes.json' tells it later
            """,
            ""),
        run("--no-check " + WRONG));
  }

  @Test
  void ofSeveralTheOthersAreUploadedAndASummaryTellsAll() {
    CommandLines.CommandLineResult result = run("--prefix team-a/ " + WRONG + " " + CPU);

    assertEquals(2, result.exitCode());
    assertTrue(
        result
            .out()
            .endsWith(
                """

                file                                     spec                          state
                function/examples/several-mistakes.json  team-a/several-mistakes.json  not uploaded
                function/examples/single-node-cpu.json   team-a/single-node-cpu.json   no status yet
                """),
        result.out());
    assertEquals(List.of("team-a/single-node-cpu.json"), storage.names("specs", ""));
  }

  @Test
  void programsAreToldTheSame() {
    CommandLines.CommandLineResult result = run("--output json " + WRONG + " " + CPU);

    JsonArray specs =
        JsonParser.parseString(result.out()).getAsJsonObject().getAsJsonArray("specs");
    JsonObject wrong = specs.get(0).getAsJsonObject();
    JsonObject right = specs.get(1).getAsJsonObject();
    assertEquals(
        "uploaded function/examples/single-node-cpu.json as"
            + " gs://specs/single-node-cpu.json#GENERATION\n",
        result.err());
    assertEquals(
        List.of("false", "7"),
        List.of(
            wrong.get("uploaded").toString(),
            Integer.toString(wrong.getAsJsonArray("problems").size())));
    assertEquals(
        List.of("true", "specs", "single-node-cpu.json"),
        List.of(
            right.get("uploaded").toString(),
            right.getAsJsonObject("submission").get("bucket").getAsString(),
            right.getAsJsonObject("submission").get("object").getAsString()));
  }

  @Test
  void aSpecTakesThePlaceOfTheOneThatStands() {
    storage.put("specs", "train.json", new byte[] {'{', '}'}, Map.of());

    run("--as train.json " + CPU);

    assertTrue(
        storage
            .get("specs", "train.json")
            .orElseThrow()
            .content()
            .text()
            .contains("prepare-features"));
  }

  @Test
  void aSpecThatNamesNoResourceIsLeftToTheDeploymentsDefault(@TempDir Path folder)
      throws IOException {
    Path spec = folder.resolve("bare.json");
    Files.writeString(
        spec,
        Files.readString(Path.of(CPU)).replace("\"persistentResourceId\": \"training\",", ""));

    CommandLines.CommandLineResult result = run(spec.toString());

    assertEquals(1, result.exitCode(), result.out());
    assertEquals(List.of("bare.json"), storage.names("specs", ""));
  }

  @Test
  void aNameThatIsTakenForNoSpecIsRefusedUnlessUnchecked() {
    assertEquals(
        new CommandLines.CommandLineResult(
            64,
            "",
            """
            function/examples/single-node-cpu.json would be taken for no spec: object "train" does not end in .json or .yaml or \
            .yml; give it a name with --as, or upload it all the same with --no-check
            'slipway submit --help' says how it is used
            """),
        run("--as train " + CPU));
    assertEquals(1, run("--no-check --as train " + CPU).exitCode());
  }

  @Test
  void twoSpecsOfOneNameAndOneNameForTwoAreWrong() {
    assertEquals(
        "function/examples/single-node-cpu.json and src/../function/examples/single-node-cpu.json"
            + " would both be single-node-cpu.json; submit them one by one, with --as or --prefix",
        firstError(CPU + " src/../" + CPU));
    assertEquals(
        "--as names a single spec; of several, --prefix says where they go",
        firstError("--as train.json " + CPU + " " + WRONG));
    assertEquals(
        "standard input has no name; give it one, such as --as team-a/train.json", firstError("-"));
  }

  private String firstError(String arguments) {
    CommandLines.CommandLineResult result = run(arguments);
    assertEquals(64, result.exitCode());
    assertEquals(List.of(), storage.names("specs", ""));
    return result.err().lines().findFirst().orElse("");
  }

  private CommandLines.CommandLineResult run(String arguments) {
    Stream<String> named =
        Stream.of(
            "submit",
            "--patience",
            "PT0S",
            "--project",
            "my-project",
            "--spec-bucket",
            "specs",
            "--state-bucket",
            "state");
    CommandLines.CommandLineResult result =
        CommandLines.run(
            Map.of("STORAGE_EMULATOR_HOST", storage.uri().toString()),
            Stream.concat(named, Arrays.stream(arguments.split(" ", -1))).toArray(String[]::new));
    return new CommandLines.CommandLineResult(
        result.exitCode(), steady(result.out()), steady(result.err()));
  }
}
