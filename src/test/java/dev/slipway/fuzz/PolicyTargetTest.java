package dev.slipway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.policy.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The fuzzer reaches every rule of a policy: a new key that it does not try fails here. */
class PolicyTargetTest {

  /** Each key takes some of these, and one of them changes what is said of the spec. */
  private static final List<String> VALUES =
      List.of(
          "[]",
          "true",
          "false",
          "0",
          "\"1s\"",
          "{\"absent\": \"x\"}",
          "[\"jobSpec.protectedArtifactLocationId\"]");

  static Stream<String> rules() {
    return PolicyNames.keys().stream().filter(key -> !key.matches("teams|messages"));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theSpecOfTheTargetCanBreakEveryRule(String key) {
    // A spec that names what is required cannot break the rule that requires it.
    assertTrue(key.endsWith("Required") || VALUES.stream().anyMatch(value -> isBroken(key, value)));
  }

  private static boolean isBroken(String key, String value) {
    String rule = "{\"" + key + "\": " + value + "}";
    return Stream.of("{}", rule)
            .map(policy -> Policy.parse(policy.getBytes(UTF_8)).policy())
            .map(policy -> policy.map(it -> it.check(PolicyTarget.SPEC, "training", Team.MESSAGES)))
            .flatMap(verdict -> verdict.map(PolicyTargetTest::outcome).stream())
            .distinct()
            .count()
        > 1;
  }

  private static String outcome(Verdict verdict) {
    return verdict.problems() + " " + verdict.priority();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theDictionaryHasEveryKey(String key) {
    assertTrue(Dictionary.text().contains("\"" + key + "\""));
  }
}
