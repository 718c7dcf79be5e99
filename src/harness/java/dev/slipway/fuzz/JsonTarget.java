package dev.slipway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.gson.JsonParser;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Format;
import dev.slipway.vertex.JobMessages;
import java.util.Optional;

/**
 * Specs in JSON. What is accepted, Google's reader takes straight from the text, and it means the
 * same; and if it is YAML as well, it means the same in YAML.
 */
final class JsonTarget {

  private JsonTarget() {}

  /** Jazzer's entry point. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    SpecOracle.check(bytes)
        .filter(accepted -> isJson(text(bytes)))
        .ifPresent(accepted -> check(text(bytes), accepted));
  }

  private static void check(String text, SpecOracle.AcceptedSpec accepted) {
    theirs(text, accepted)
        .ifPresent(theirs -> SpecOracle.same("as the text", accepted.job(), theirs));
    SpecOracle.check(("---\n" + text).getBytes(UTF_8))
        .ifPresent(yaml -> SpecOracle.same("as YAML", accepted.job(), yaml.job()));
  }

  static String text(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    return text.startsWith("\ufeff") ? text.substring(1) : text;
  }

  static boolean isJson(String text) {
    String stripped = text.stripLeading();
    return stripped.startsWith("{") || stripped.startsWith("[");
  }

  /** Empty where the text is not the message's own JSON: arguments, and what is left out. */
  private static Optional<CustomJob> theirs(String text, SpecOracle.AcceptedSpec accepted) {
    Format format = accepted.read().format().orElseThrow();
    boolean leavesOut =
        accepted.read().warnings().stream()
            .anyMatch(warning -> warning.code() == ProblemCode.OUTPUT_ONLY_FIELD);
    return switch (format) {
      case CUSTOM_JOB -> leavesOut ? Optional.empty() : Optional.of(named(text));
      case CUSTOM_JOB_SPEC ->
          hasSinglePool(text) ? Optional.empty() : Optional.of(named("{\"jobSpec\":" + text + "}"));
      case WORKER_POOL_SPECS ->
          Optional.of(named("{\"jobSpec\":{\"workerPoolSpecs\":" + text + "}}"));
      case READ_BACK, SDK_ARGUMENTS -> Optional.empty();
    };
  }

  /** gcloud takes one pool for a list of one; JsonFormat does not. */
  private static boolean hasSinglePool(String text) {
    return JsonParser.parseString(text).getAsJsonObject().entrySet().stream()
        .anyMatch(
            member ->
                member.getKey().replace("_", "").equalsIgnoreCase("workerPoolSpecs")
                    && member.getValue().isJsonObject());
  }

  private static CustomJob named(String json) {
    CustomJob job = JobMessages.byJsonFormat(json);
    return job.getDisplayName().isEmpty()
        ? job.toBuilder().setDisplayName(SpecOracle.OBJECT).build()
        : job;
  }
}
