package dev.slipway.fuzz;

import dev.slipway.spec.Format;
import dev.slipway.spec.Json;
import java.util.Optional;

/**
 * Arguments of the Python SDK. What is accepted means to Google's reader of JSON what it means to
 * us, and the plain arguments arrive.
 */
final class ArgumentsTarget {

  private ArgumentsTarget() {}

  /** Jazzer's entry point. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    SpecOracle.check(bytes)
        .filter(accepted -> accepted.read().format().equals(Optional.of(Format.SDK_ARGUMENTS)))
        .ifPresent(ArgumentsTarget::check);
  }

  private static void check(SpecOracle.AcceptedSpec accepted) {
    Json.Obj document = accepted.read().document().orElseThrow();
    boolean known =
        document.members().stream()
            .map(Json.Member::name)
            .allMatch(name -> name.matches("display_name|labels|job_spec|encryption_spec"));
    if (!known) {
      throw new AssertionError("not the job of any arguments: " + document);
    }
    if (accepted.job().getDisplayName().isEmpty()) {
      throw new AssertionError("a job without a name: " + document);
    }
  }
}
