package dev.slipway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.policy.Policy;
import java.util.List;
import java.util.stream.Stream;

/** The keys of a policy, as the product knows them: it tells all beside one that it does not. */
final class PolicyNames {

  private PolicyNames() {}

  /** At the top of a document, {@code teams} and {@code messages} among them. */
  static List<String> keys() {
    return Policy.parse("{\"unknown\": 1}".getBytes(UTF_8)).problems().stream()
        .map(problem -> problem.facts().getOrDefault("known", ""))
        .flatMap(known -> Stream.of(known.split(", ", -1)))
        .toList();
  }
}
