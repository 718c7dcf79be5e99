package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written passes what is asked next. */
class NewCommandTest {

  private static final String RESOURCE = "function/examples/resources/training.json";

  @ParameterizedTest
  @CsvSource({
    "--pool cpu",
    "--pool a100",
    "--pool l4 --replicas 6",
    "--pool cpu --pool l4 --pool l4 --replicas 2",
    "--pool a100 --pool cpu --service-account trainer@my-project.iam.gserviceaccount.com"
  })
  void whatItWritesPassesCheckAndPlan(String options, @TempDir Path folder) {
    String file = folder.resolve("new.json").toString();

    CommandLines.CommandLineResult made =
        CommandLines.run(
            ("new --resource " + RESOURCE + " --output-file " + file + " " + options).split(" "));

    assertEquals(0, made.exitCode(), made.err());
    CommandLines.CommandLineResult check = CommandLines.run("check", file);
    assertEquals(
        file + ": VALID, a CustomJob, as the REST API takes it\n",
        check.out().lines().findFirst().orElse("") + "\n");
    CommandLines.CommandLineResult plan = CommandLines.run("plan", "--resource", RESOURCE, file);
    assertEquals(0, plan.exitCode(), plan.out());
  }

  @Test
  void aFileThatIsThereIsLeftAlone(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.json"), "mine");

    CommandLines.CommandLineResult result =
        CommandLines.run(
            "new", "--resource", RESOURCE, "--pool", "cpu", "--output-file", file.toString());

    assertEquals(
        new CommandLines.CommandLineResult(
            64,
            "",
            file
                + " exists already; name another file, or delete it first\n"
                + "'slipway new --help' says how it is used\n"),
        result);
    assertEquals("mine", Files.readString(file));
  }
}
