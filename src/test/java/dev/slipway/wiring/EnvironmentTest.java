package dev.slipway.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvironmentTest {

  private static final Map<String, String> REQUIRED =
      Map.of(
          "SLIPWAY_PROJECT", "my-project",
          "SLIPWAY_LOCATION", "europe-west4",
          "SLIPWAY_SPEC_BUCKET", "specs",
          "SLIPWAY_STATE_BUCKET", "state");

  @Test
  void whatIsNotSetHasItsDefault() {
    assertEquals(
        new Environment(
            "my-project",
            "europe-west4",
            "specs",
            "state",
            "",
            List.of(".json", ".yaml", ".yml"),
            List.of(),
            "europe-west4-aiplatform.googleapis.com:443",
            Optional.empty(),
            new PolicyAddress(""),
            new Settings(
                "",
                false,
                Duration.ofHours(24),
                Duration.ofDays(7),
                Duration.ofMinutes(2),
                false,
                Duration.ZERO,
                false,
                60,
                ""),
            List.of()),
        Environment.of(REQUIRED));
  }

  @Test
  void everythingCanBeSet() {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.put("SLIPWAY_SPEC_PREFIX", "jobs/");
    variables.put("SLIPWAY_SPEC_SUFFIXES", ".json, .spec");
    variables.put("SLIPWAY_TICKS_FROM", "projects/p/topics/ticks, projects/p/subscriptions/ticks");
    variables.put("SLIPWAY_PERSISTENT_RESOURCE", "training");
    variables.put("SLIPWAY_WHEN_FULL", "reject");
    variables.put("SLIPWAY_WAIT_AT_MOST", "PT2H");
    variables.put("SLIPWAY_CANCEL_ON_DELETE", "true");
    variables.put("SLIPWAY_TAKE_AT_MOST", "P1D");
    variables.put("SLIPWAY_LAUNCH_GRACE", "PT8M");
    variables.put("SLIPWAY_WHEN_UNKNOWN", "hold");
    variables.put("SLIPWAY_USAGE_LAG", "PT30S");
    variables.put("SLIPWAY_LAUNCHES_PER_MINUTE", "600");
    variables.put("SLIPWAY_VERTEX_ENDPOINT", "127.0.0.1:8081");
    variables.put("STORAGE_EMULATOR_HOST", "127.0.0.1:9000");
    variables.put("SLIPWAY_POLICY", "gs://settings/policy.json");

    assertEquals(
        new Environment(
            "my-project",
            "europe-west4",
            "specs",
            "state",
            "jobs/",
            List.of(".json", ".spec"),
            List.of("projects/p/topics/ticks", "projects/p/subscriptions/ticks"),
            "127.0.0.1:8081",
            Optional.of(URI.create("http://127.0.0.1:9000")),
            new PolicyAddress("gs://settings/policy.json"),
            new Settings(
                "training",
                true,
                Duration.ofHours(2),
                Duration.ofDays(1),
                Duration.ofMinutes(8),
                true,
                Duration.ofSeconds(30),
                true,
                600,
                "jobs/"),
            List.of()),
        Environment.of(variables));
  }

  @Test
  void whatIsMissingIsSaidAllAtOnce() {
    assertEquals(
        """
        Slipway cannot start:
          SLIPWAY_LOCATION is not set; function/README.md says what it is for
          SLIPWAY_PROJECT is not set; function/README.md says what it is for
          SLIPWAY_SPEC_BUCKET is not set; function/README.md says what it is for
          SLIPWAY_STATE_BUCKET is not set; function/README.md says what it is for\
        """
            .stripIndent(),
        messageOf(Map.of("SLIPWAY_PROJECT", "  ")));
  }

  @Test
  void whatIsWrongIsSaidAllAtOnce() {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.put("SLIPWAY_VERTEX_ENDPOINT", "https://aiplatform.googleapis.com");
    variables.put("STORAGE_EMULATOR_HOST", "http://");
    variables.put("SLIPWAY_TICKS_FROM", "projects/p/topics/ticks,ticks");
    variables.put("SLIPWAY_WHEN_FULL", "maybe");
    variables.put("SLIPWAY_PERSISTENT_RESOURCE", "projects/p/locations/l/persistentResources/r");
    variables.put("SLIPWAY_TAKE_AT_MOST", "7 days");
    variables.put("SLIPWAY_LAUNCH_GRACE", "PT1S");
    variables.put("SLIPWAY_WHEN_UNKNOWN", "panic");
    variables.put("SLIPWAY_USAGE_LAG", "-PT1S");
    variables.put("SLIPWAY_LAUNCHES_PER_MINUTE", "0");

    assertEquals(
        """
        Slipway cannot start:
          SLIPWAY_TICKS_FROM has ticks; it must be projects/PROJECT/topics/TOPIC or projects/PROJECT/subscriptions/SUBSCRIPTION
          SLIPWAY_VERTEX_ENDPOINT is https://aiplatform.googleapis.com; it must be host:port, without http:// and path
          STORAGE_EMULATOR_HOST is http://; it must be an address such as http://127.0.0.1:9000
          SLIPWAY_PERSISTENT_RESOURCE is projects/p/locations/l/persistentResources/r; it must be the ID alone, without projects/…
          SLIPWAY_WHEN_FULL is maybe; it can be wait or reject
          SLIPWAY_TAKE_AT_MOST is 7 days; it must be an ISO 8601 duration such as P7D
          SLIPWAY_LAUNCH_GRACE is PT1S; it must be from PT30S to P1D
          SLIPWAY_WHEN_UNKNOWN is panic; it can be relaunch or hold
          SLIPWAY_USAGE_LAG is -PT1S; it must be from PT0S to P1D
          SLIPWAY_LAUNCHES_PER_MINUTE is 0; it must be a whole number of at least 1\
        """,
        messageOf(variables));
  }

  @Test
  void oneBucketForSpecsAndStateIsRefused() {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.put("SLIPWAY_STATE_BUCKET", "specs");

    assertEquals(
        """
        Slipway cannot start:
          SLIPWAY_SPEC_BUCKET and SLIPWAY_STATE_BUCKET are both specs: every status written would arrive as a spec; \
        give Slipway a state bucket of its own\
        """,
        messageOf(variables));
  }

  @Test
  void aBucketIsNamedWithoutScheme() {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.put("SLIPWAY_SPEC_BUCKET", "gs://specs");

    assertEquals(
        """
        Slipway cannot start:
          SLIPWAY_SPEC_BUCKET is gs://specs; it must be the bucket's name alone, without gs:// and path\
        """,
        messageOf(variables));
  }

  @Test
  void aPolicyThatUploadersCouldWriteIsRefused() {
    assertEquals(
        """
        Slipway cannot start:
          SLIPWAY_POLICY is gs://specs/policy.json, in the spec bucket: who uploads specs could write a policy of their \
        own; put it into another bucket\
        """,
        messageOf(with("SLIPWAY_POLICY", "gs://specs/policy.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gs://", "gs://settings", "gs://settings/", "gs:///policy.json"})
  void aPolicyWithoutABucketOrAnObjectIsRefused(String address) {
    assertEquals(
        "Slipway cannot start:\n  SLIPWAY_POLICY is "
            + address
            + "; it must be gs://BUCKET/OBJECT or the path of a file",
        messageOf(with("SLIPWAY_POLICY", address)));
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.put(name, value);
    return variables;
  }

  @Test
  void whatHasNoEffectIsNoted() {
    Map<String, String> variables = new HashMap<>(REQUIRED);
    variables.put("SLIPWAY_SPEC_BUKET", "specs");
    variables.put("PATH", "/bin");

    assertEquals(
        List.of(
            "SLIPWAY_SPEC_BUKET is set but no such variable is known; function/README.md lists"
                + " them"),
        Environment.of(variables).notes());
  }

  @Test
  void theReadmeNamesEveryVariableAndNoOther() throws IOException {
    assertEquals(
        Arrays.stream(EnvironmentVariable.values())
            .map(EnvironmentVariable::id)
            .collect(Collectors.toSet()),
        Pattern.compile("\\b(SLIPWAY_[A-Z_]*[A-Z]|STORAGE_EMULATOR_HOST)\\b")
            .matcher(Files.readString(Path.of("function/README.md")))
            .results()
            .map(MatchResult::group)
            .collect(Collectors.toSet()));
  }

  private static String messageOf(Map<String, String> variables) {
    Exception refusal =
        assertThrows(IllegalArgumentException.class, () -> Environment.of(variables));
    return String.valueOf(refusal.getMessage());
  }
}
