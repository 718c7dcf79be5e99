package dev.slipway.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a name that the API does not know is told. */
public final class UnknownNames {

  private UnknownNames() {}

  /**
   * A problem with the facts {@code found}, {@code nearest} where there is one, and {@code known}.
   */
  public static Problem problem(
      ProblemCode code, String where, String found, Optional<String> nearest, List<String> known) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("found", found);
    nearest.ifPresent(name -> facts.put("nearest", name));
    facts.put("known", String.join(", ", known));
    return new Problem(code, where, facts);
  }
}
