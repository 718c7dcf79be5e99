package dev.slipway.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import dev.slipway.CaseFiles;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.LogField;
import dev.slipway.function.LaunchFunction;
import dev.slipway.function.PushFunction;
import dev.slipway.function.StatusFunction;
import dev.slipway.log.JsonLog;
import dev.slipway.policy.Policy;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Format;
import dev.slipway.spec.SpecRules;
import dev.slipway.storage.StateNames;
import dev.slipway.wiring.Environment;
import dev.slipway.wiring.EnvironmentVariable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names that others rely on are those in the files, neither more nor fewer. */
class ContractTest {

  private static final Path STATUS = CaseFiles.ROOT.resolve("report");
  private static final Path TERRAFORM = Path.of("terraform");

  /** No variable has such a value. */
  private static final String NONSENSE = "?";

  @Test
  void environmentVariables() {
    AskedVariables variables = new AskedVariables(Map.of());
    assertThrows(IllegalArgumentException.class, () -> Environment.of(variables));

    Contract.check("environment-variables", variables.asked());
    assertEquals(
        Arrays.stream(EnvironmentVariable.values())
            .map(EnvironmentVariable::id)
            .collect(Collectors.toSet()),
        variables.asked(),
        "each is read");
  }

  /** What is wrong with nonsense is that it is none of the values there are. */
  @Test
  void valuesOfEnvironmentVariables() {
    Map<String, String> nonsense =
        Contract.names("environment-variables").stream()
            .collect(Collectors.toMap(name -> name, name -> NONSENSE));
    String wrong =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> Environment.of(nonsense))
                .getMessage());

    Contract.check(
        "environment-values",
        found(wrong, "(?m)^ *(\\w+) is \\?; it can be (.*)$")
            .flatMap(
                choice ->
                    Stream.of(choice.group(2).split(" or ", -1))
                        .map(value -> choice.group(1) + " " + value))
            .toList());
  }

  /** A policy with an unknown key is told all that are known. */
  @Test
  void policyKeys() {
    Set<String> keys = policyKeys("{\"unknown\": 1}");
    policyKeys("{\"teams\": {\"a\": {\"unknown\": 1}}}").forEach(key -> keys.add("teams.*." + key));
    policyKeys("{\"messages\": {\"unknown\": 1}}").forEach(key -> keys.add("messages." + key));

    Contract.check("policy-keys", keys);
  }

  private static Set<String> policyKeys(String policy) {
    String known = Policy.parse(policy.getBytes(UTF_8)).problems().get(0).facts().get("known");
    return new TreeSet<>(List.of(String.valueOf(known).split(", ", -1)));
  }

  @Test
  void problemCodes() {
    Contract.check("problem-codes", names(ProblemCode.values()));
  }

  @Test
  void states() {
    Contract.check("states", names(State.values()));
  }

  @Test
  void specFormats() {
    Contract.check("spec-formats", names(Format.values()));
  }

  @Test
  void logEvents() {
    Contract.check(
        "log-events", Stream.of(LogEvent.values()).map(LogEvent::id).collect(Collectors.toSet()));
  }

  /** One line with a cause and one without, so that every field there is occurs. */
  @Test
  void logFields() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Log log =
        new JsonLog(
                new PrintStream(out, true, UTF_8), InstantSource.fixed(Instant.EPOCH), "my-project")
            .withTrace(Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    Map<LogField, String> fields = new EnumMap<>(LogField.class);
    Stream.of(LogField.values()).forEach(field -> fields.put(field, "1"));
    for (Log.Severity severity : Log.Severity.values()) {
      for (Optional<Throwable> cause :
          List.of(Optional.<Throwable>empty(), Optional.<Throwable>of(new Exception("no")))) {
        log.write(
            Log.Entry.of(severity, LogEvent.STARTED, "message")
                .withSubmission("id")
                .withResource("training")
                .withCause(cause)
                .withFields(fields));
      }
    }

    Contract.check(
        "log-fields",
        out.toString(UTF_8)
            .lines()
            .flatMap(line -> JsonNames.all(JsonParser.parseString(line)).stream())
            .collect(Collectors.toSet()));
  }

  /** StatusJsonTest holds that document against what is written of a status that has everything. */
  @Test
  void statusFields() throws IOException {
    Contract.check(
        "status",
        JsonNames.all(
            JsonParser.parseString(Files.readString(STATUS.resolve("status-full.json")))));
  }

  @Test
  void labels() {
    Contract.check(
        "labels", Set.of(SpecRules.PRIORITY_LABEL, Jobs.SUBMISSION_LABEL, Jobs.ATTEMPT_LABEL));
  }

  @Test
  void entryPoints() {
    Contract.check(
        "entry-points",
        Stream.of(LaunchFunction.class, PushFunction.class, StatusFunction.class)
            .map(Class::getName)
            .collect(Collectors.toSet()));
  }

  /** Every constant with a name or part of one. */
  @Test
  void namesOfObjects() throws IllegalAccessException {
    Set<String> names = new TreeSet<>();
    for (Field field : StateNames.class.getDeclaredFields()) {
      if (field.getType() == String.class && Modifier.isStatic(field.getModifiers())) {
        field.setAccessible(true);
        names.add((String) field.get(null));
      }
    }

    Contract.check("objects", names);
  }

  @Test
  void terraformVariables() throws IOException {
    Contract.check("terraform-variables", terraform("(?m)^variable \"(\\w+)\""));
  }

  @Test
  void terraformOutputs() throws IOException {
    Contract.check("terraform-outputs", terraform("(?m)^output \"(\\w+)\""));
  }

  /** Those of the map {@code metrics}; in the cloud the name of the deployment precedes each. */
  @Test
  void metrics() throws IOException {
    Contract.check("metrics", terraform("(?m)^    (\\w+) = \\{\n      about +="));
  }

  private static Set<String> terraform(String pattern) throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(TERRAFORM)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".tf")).toList()) {
        found(Files.readString(file), pattern).map(match -> match.group(1)).forEach(names::add);
      }
    }
    return names;
  }

  private static Stream<MatchResult> found(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results();
  }

  private static Collection<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }
}
