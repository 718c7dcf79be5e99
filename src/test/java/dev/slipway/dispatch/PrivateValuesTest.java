package dev.slipway.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.slipway.CaseFiles;
import dev.slipway.dispatch.check.SpecContext;
import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.report.StatusJson;
import dev.slipway.report.StatusText;
import dev.slipway.report.Wording;
import dev.slipway.vertex.JobSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No problem shows a value of {@code env}, {@code args} or {@code command}. */
class PrivateValuesTest {

  private static final String SECRET = "hunter2";
  private static final String PIN = "48151623";

  private static final String SPEC =
      """
      {"displayName": "train", "jobSpec": {"workerPoolSpecs": [{
        "machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": 1,
        "containerSpec": {"imageUri": "gcr.io/p/i", %s}}]}}
      """;

  /** What people write below a name, right and wrong. */
  private static final List<String> WRITTEN =
      List.of(
          "'hunter2'",
          "'--password hunter2 --user=me'",
          "'--password \\'hunter2\\' && (exit)'",
          "48151623",
          "-4.8151623e7",
          "{'DB_PASSWORD': 'hunter2'}",
          "{'hunter2 --x': 'hunter2', 'PIN': 48151623}",
          "{'secretKeyRef': {'name': 'hunter2', 'key': 'hunter2'}}",
          "['DB_PASSWORD=hunter2']",
          "['--password', ['hunter2'], {'hunter2 !': 1}, 48151623, null, true]",
          "[{'name': 'DB_PASSWORD', 'value': 48151623}]",
          "[{'name': 'DB_PASSWORD', 'value': {'secretKeyRef': 'hunter2'}}]",
          "[{'name': 'DB_PASSWORD', 'value': ['hunter2']}]",
          "[{'name': 'DB_PASSWORD', 'valueFrom': {'secretKeyRef': {'key': 'hunter2'}}}]",
          "[{'name': 'hunter2 !', 'value': 'DB_PASSWORD'}]",
          "[{'name': 'A', 'value': '{{$.inputs.parameters[hunter2]}}'}]",
          "[{'DB_PASSWORD': 'hunter2'}, 'hunter2', 48151623]");

  static Stream<String> written() {
    return Stream.of("env", "args", "command", "environment_variables", "Arguments")
        .flatMap(name -> WRITTEN.stream().map(value -> "'" + name + "': " + value))
        .map(PrivateValuesTest::quoted);
  }

  private static String quoted(String text) {
    return text.replace("\\'", "\\\"").replace("'", "\"");
  }

  @ParameterizedTest
  @MethodSource("written")
  void whereItBelongs(String member) {
    assertNothingShown(SPEC.formatted(member));
  }

  @ParameterizedTest
  @MethodSource("written")
  void wherePeopleMisplaceIt(String member) {
    String object = "{" + member + "}";
    for (String spec :
        List.of(
            object,
            "[" + object + "]",
            "{\"workerPoolSpecs\": [" + object + "]}",
            "{\"workerPoolSpecs\": [[" + object + "]]}",
            "{\"worker_pool_specs\": [], " + member + "}",
            "{\"jobSpec\": " + object + "}",
            "{\"jobSpec\": [" + object + "]}",
            "{\"displayName\": " + object + ", \"jobSpec\": {}}",
            "{\"jobSpec\": {\"scheduling\": {\"timeout\": " + object + "}}}",
            "{\"jobSpec\": {\"workerPoolSpecs\": [{\"containerSpec\": [" + object + "]}]}}",
            "{\"jobSpec\": {\"workerPoolSpecs\": [{\"replicaCount\": " + object + "}]}}")) {
      assertNothingShown(spec);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workerPoolSpecs: machine-type=n1-standard-4,args=--password=hunter2",
        "workerPoolSpecs: [{containerSpec: 'docker run -e PW=hunter2 image'}]",
        "jobSpec: '{\"env\": \"hunter2\"}'",
        "workerPoolSpecs: [{containerSpec: {args: [*hunter2]}}]",
        "workerPoolSpecs: [{containerSpec: {args: [!hunter2 x, !<tag:hunter2> y]}}]",
        "workerPoolSpecs: [{containerSpec: {env: {DB_PASSWORD=hunter2}}}]",
        "workerPoolSpecs: [{containerSpec: {env: [{name: A, value: !e!hunter2}]}}]",
        "workerPoolSpecs: [{containerSpec: {env: [{name: A, value: &hunter2 }]}}]",
        "workerPoolSpecs: [{containerSpec: {args: [{{hunter2}}, %hunter2, @hunter2]}}]",
        "workerPoolSpecs:\n- containerSpec:\n    args: [\"{{hunter2 }}\" \"x\"]",
        "{\"jobSpec\": {\"env\": [{\"name\": \"A\", \"value\": hunter2}]}}",
        "{\"jobSpec\": {\"args\": [\"--password=hunter2\\q\"]}}",
        "{\"jobSpec\": {\"args\": ['hunter2', “hunter2”, #hunter2\n // hunter2\n]}}",
      })
  void whereTheSyntaxIsToBlame(String spec) {
    assertNothingShown(spec);
  }

  /** A fault below a name, behind its value or beside it, in JSON. */
  private static final List<String> FAULTS_OF_JSON =
      List.of(
          "{'NAME': hunter2}",
          "{'NAME': [hunter2, 'x']}",
          "{'NAME': 'x' 'hunter2'}",
          "{'NAME': ['x'] 'hunter2'}",
          "{'NAME': ['x']\n 'hunter2'}",
          "{'NAME' 'hunter2'}",
          "{'NAME': --user, --password=hunter2, 'displayName': 'x'}",
          "{'NAME': --user, --password: hunter2}",
          "{'NAME': --url, http://me:hunter2@host/}",
          "{'NAME': [{'name': 'A', 'value': “hunter2” 'hunter2'}]}",
          "{'NAME': ['x', #hunter2\n 'y']}",
          "{'NAME': ['x', /* hunter2 */ 'y']}",
          "{NAME: [hunter2]}",
          "{NAME: {A: 'x' 'hunter2'}}",
          "{'x': [], // 'NAME': ['hunter2']\n 'y': 1}",
          """
          {'x': [],
           // 'NAME': [
           // {'name': 'A', 'value': 'hunter2'},
           // 'hunter2'
           'y': 1}
          """,
          "{'x': [], // NAME hunter2\n 'y': 1}",
          "{'x': [], 'y': --NAME=--password=hunter2}",
          "{'x': {'name': 'A', 'value': hunter2}}",
          "{'jobSpec': {'NAME': ['x']}, 'x': 'y' {'NAME': 'hunter2'}}",
          "{'NAME': [\\u12hunter2]}");

  private static final List<String> FAULTS_OF_YAML =
      List.of(
          "NAME: a: hunter2",
          "NAME: [hunter2: x: y]",
          "NAME: {A: hunter2, [hunter2",
          "NAME:\n- a\n- hunter2: x: y",
          "NAME:\n- a\nhunter2\n- b",
          "NAME: 'x' hunter2",
          "x: {'NAME': 'x' hunter2}",
          "NAME:\n  A: |\n    x\n   hunter2: y: z",
          "NAME: *hunter2",
          "x:\n- name: A\n  value: hunter2: x",
          "NAME: %hunter2",
          "NAME: @hunter2",
          "NAME: [x, `hunter2]");

  static Stream<String> syntaxFaults() {
    return Stream.concat(FAULTS_OF_JSON.stream(), FAULTS_OF_YAML.stream())
        .flatMap(
            fault ->
                Stream.of(
                        "env",
                        "args",
                        "command",
                        "environment_variables",
                        "Arguments",
                        "envVars",
                        "entrypoint",
                        "cmd",
                        "agrs",
                        "enviroment")
                    .map(name -> fault.replace("NAME", name)))
        .map(PrivateValuesTest::quoted);
  }

  @ParameterizedTest
  @MethodSource("syntaxFaults")
  void whereTheSyntaxIsToBlameBelowAnyNameOfThem(String spec) {
    assertNothingShown(spec);
  }

  /** What is no value is shown, also beside values and where it is written in another way. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "{'displayName': hunter2}|hunter2",
        "{'args': ['x'], 'displayName': hunter2}|hunter2",
        "{'args': 'x', displayName: hunter2}|displayName, hunter2",
        "{'args': [x], displayName: hunter2}|a string of 1 character, displayName, hunter2",
        "{args: ['x'], 'labels': {'env': prod}}|args, prod",
        "{`args`: ['x']}|`args`",
        "{'x': 1, /* of hunter2 */ 'y': 1}|/* of hunter2 */",
      })
  void otherThingsAreShown(String spec, String shown) {
    assertEquals(
        shown,
        String.join(
            ", ",
            reading(quoted(spec)).problems().stream()
                .filter(problem -> problem.facts().containsKey("line"))
                .map(problem -> String.valueOf(problem.facts().get("found")))
                .toList()));
  }

  @ParameterizedTest
  @EnumSource(ProblemCode.class)
  void whateverTheProblem(ProblemCode code) {
    for (String where :
        List.of(
            "env",
            "jobSpec.workerPoolSpecs[0].containerSpec.args[3]",
            "job_spec.worker_pool_specs[0].python_package_spec.env[0].value",
            "[0].containerSpec.command[\"" + SECRET + " \\\" x\"].y")) {
      for (String value : List.of(SECRET, "\"" + SECRET + "\"", "[\"" + SECRET + "\"]", PIN)) {
        assertNothingShown(
            List.of(
                Problem.of(
                    code, where, "found", value, "instead", value, "nearest", value, "why", value),
                Problem.of(code, where, "foundKind", "a text", "found", value, "message", value),
                Problem.of(code, where, "asked", value, "offered", value, "label", value)));
      }
    }
  }

  static Stream<Path> examples() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder :
        List.of("dispatch/check/wild", "dispatch/check/readings", "spec/documents")) {
      CaseFiles.in(folder).all().stream()
          .filter(file -> file.toString().endsWith(".json"))
          .forEach(files::add);
    }
    try (Stream<Path> found = Files.walk(Path.of("function/examples"))) {
      found.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
    }
    return files.stream().filter(PrivateValuesTest::isJson);
  }

  private static boolean isJson(Path file) {
    try {
      return !JsonParser.parseString(Files.readString(file)).isJsonNull();
    } catch (RuntimeException | IOException e) {
      return false;
    }
  }

  /** The examples with secrets in place of what they pass to their containers. */
  @ParameterizedTest
  @MethodSource("examples")
  void inEachExample(Path file) throws IOException {
    assertNothingShown(planted(JsonParser.parseString(Files.readString(file)), false).toString());
  }

  private static JsonElement planted(JsonElement value, boolean isPrivate) {
    if (value instanceof JsonArray list) {
      JsonArray planted = new JsonArray();
      list.forEach(item -> planted.add(planted(item, isPrivate)));
      return planted;
    }
    if (value instanceof JsonObject object) {
      JsonObject planted = new JsonObject();
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        boolean within = isPrivate || List.of("env", "args", "command").contains(member.getKey());
        planted.add(member.getKey(), planted(member.getValue(), within));
      }
      return planted;
    }
    if (!isPrivate || !(value instanceof JsonPrimitive leaf)) {
      return value;
    }
    return leaf.isNumber() ? JsonParser.parseString(PIN) : new JsonPrimitive(SECRET);
  }

  @Test
  void theKindAndTheLengthAreSaid() {
    assertEquals(
        """
        Refused because:
          jobSpec.workerPoolSpecs[0].containerSpec.env: an object found, a list expected
            Write a list here: [{"name":"DB_PASSWORD","value":"…"}, …]. %1$s
          jobSpec.workerPoolSpecs[0].containerSpec.args: a string of 18 characters found, a list expected
            Write a list here: ["…","…"]. %1$s
          jobSpec.workerPoolSpecs[0].containerSpec.command[0]: a number of 8 digits found, a text in quotes expected
            Write a text in quotes here. %1$s
        """
            .formatted("https://cloud.google.com/vertex-ai/docs/reference/rest/v1/CustomJobSpec"),
        StatusText.problems(
            "Refused because",
            reading(
                    SPEC.formatted(
                        quoted(
                            "'env': {'DB_PASSWORD': 'hunter2', 'X': 'y'},"
                                + "'args': '--password hunter2', 'command': [48151623]")))
                .problems()));
  }

  @Test
  void whatASuggestionQuotesIsHiddenUnlessItIsAVariablesName() {
    String where = "containerSpec.env";
    Map<String, String> shown =
        Problem.of(ProblemCode.WRONG_TYPE, where, "instead", "[{\"name\":\"A\",\"value\":\"…\"}]")
            .facts();
    assertEquals(Map.of("instead", "[{\"name\":\"A\",\"value\":\"…\"}]"), shown);
    assertEquals(
        Map.of(),
        Problem.of(ProblemCode.WRONG_TYPE, where, "instead", "[\"name\",\"hunter2\"]").facts());
  }

  @Test
  void aLabelThatIsCalledEnvIsShown() {
    Problem problem = Problem.of(ProblemCode.LABEL_CHARACTERS, "labels.env", "found", "Prod");
    assertEquals(Map.of("found", "Prod"), problem.facts());
    assertEquals("labels.env", problem.where());
  }

  @Test
  void whatHidesAValueIsNotHiddenAgain() {
    Problem once = Problem.of(ProblemCode.BAD_ENV_NAME, "env[0].name", "found", "my secret");
    assertEquals(Map.of("found", "a string of 9 characters"), once.facts());
    assertEquals(once, new Problem(once.code(), once.where(), once.facts()));
  }

  private static SpecReading reading(String spec) {
    return SpecReading.of(
        spec.getBytes(UTF_8),
        new JobSchema("us-central1"),
        new SpecContext("training", "train.json", new Team.Folder(""), Policy.ALLOW_ALL));
  }

  private static void assertNothingShown(String spec) {
    SpecReading reading = reading(spec);
    assertNothingShown(reading.problems());
    assertNothingShown(reading.warnings());
  }

  private static void assertNothingShown(List<Problem> problems) {
    for (Problem problem : problems) {
      String shown =
          StatusJson.problem(problem) + Wording.line(problem) + Wording.help(problem) + problem;
      assertFalse(shown.contains(SECRET) || shown.contains(PIN), shown);
      assertFalse(shown.contains("8151623e7"), shown);
    }
  }
}
