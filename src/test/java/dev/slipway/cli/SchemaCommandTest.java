package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema takes the examples that are right, by another's validator. */
class SchemaCommandTest {

  private static final Path EXAMPLES = Path.of("function/examples");

  /** Files of which the schema has something to say. */
  private static final Set<String> WRONG = Set.of("several-mistakes.json");

  /** Arguments of Python's CustomJob have no schema: they are no message of the API. */
  private static final Set<String> WITHOUT_SCHEMA =
      Set.of("formats/sdk-arguments.json", "formats/google/python-sdk.json");

  @Test
  void everyExampleIsTakenByTheSchemaOfItsFormat() throws IOException {
    Set<String> refused = new TreeSet<>();
    for (Path file : examples()) {
      String name = EXAMPLES.relativize(file).toString();
      if (!WITHOUT_SCHEMA.contains(name)
          && !messages(Files.readString(file), options(Files.readString(file))).isEmpty()) {
        refused.add(name);
      }
    }
    assertEquals(WRONG, refused);
  }

  @Test
  void mistakesAreToldWhereTheyAre() throws IOException {
    assertEquals(
        Set.of(
            "$.jobSpec: property 'persistentResourceID' is not defined in the schema and the schema does not allow"
                + " additional properties",
            "$.jobSpec.scheduling.timeout: does not match the regex pattern ^-?[0-9]+(\\.[0-9]{1,9})?s$",
            "$.jobSpec.workerPoolSpecs[0].machineSpec.acceleratorCount: does not match the regex pattern ^-?[0-9]+$",
            "$.jobSpec.workerPoolSpecs[0].machineSpec: property 'machinType' is not defined in the schema and the"
                + " schema does not allow additional properties"),
        messages(Files.readString(EXAMPLES.resolve("several-mistakes.json")), List.of()).stream()
            .filter(message -> !message.contains("enumeration"))
            .filter(message -> !message.contains("replicaCount"))
            .collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"jobSpec\": {\"workerPoolSpecs\": [{}, {\"replicaCount\": \"2\"}]}} | 0",
        "{\"jobSpec\": {\"workerPoolSpecs\": []}, \"createTime\": \"2026-01-01T00:00:00Z\"} | 0",
        "{\"displayName\": \"no job\"} | 1",
        "{\"jobSpec\": {\"workerPoolSpecs\": [{\"containerSpec\": {\"imageUri\": \"i\"}, \"pythonPackageSpec\":"
            + " {\"executorImageUri\": \"i\", \"packageUris\": [], \"pythonModule\": \"m\"}}]}} | 1",
        "{\"job_spec\": {}} | 2"
      })
  void itKnowsWhatIsRequiredAndWhatExcludesEachOther(String document, int complaints) {
    assertEquals(complaints, messages(document, List.of()).size());
  }

  @Test
  void aSchemaThatIsNotThereIsAWrongUsage() {
    assertEquals(
        new CommandLines.CommandLineResult(
            64,
            "",
            """
            Invalid value for option '--of': 'job' is none of custom-job, custom-job-spec, worker-pool-specs
            'slipway schema --help' says how it is used
            """),
        CommandLines.run("schema", "--of", "job"));
  }

  private static List<Path> examples() throws IOException {
    try (Stream<Path> files = Files.walk(EXAMPLES)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.toString().matches(".*/(expected|resources|wild)/.*"))
          .sorted()
          .toList();
    }
  }

  private static List<String> options(String document) {
    Stream<String> root =
        document.stripLeading().startsWith("[")
            ? Stream.of("--of", "worker-pool-specs")
            : document.contains("\"jobSpec\"") || document.contains("\"job_spec\"")
                ? Stream.of()
                : Stream.of("--of", "custom-job-spec");
    boolean isSnakeCase = document.contains("\"machine_spec\"");
    return Stream.concat(root, isSnakeCase ? Stream.of("--snake-case") : Stream.of()).toList();
  }

  private static Set<String> messages(String document, List<String> options) {
    String[] arguments =
        Stream.concat(Stream.of("schema"), options.stream()).toArray(String[]::new);
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(CommandLines.run(arguments).out());
    return schema.validate(document, InputFormat.JSON).stream()
        .map(ValidationMessage::getMessage)
        .collect(Collectors.toSet());
  }
}
