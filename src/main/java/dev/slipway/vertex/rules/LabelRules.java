package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.CustomJob;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Paths;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.SchemaFindings;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Labels as the API's reference has them (google/cloud/aiplatform/v1/custom_job.proto): "Label keys
 * and values can be no longer than 64 characters (Unicode codepoints), can only contain lowercase
 * letters, numeric characters, underscores and dashes. International characters are allowed." What
 * Google says of labels elsewhere is a warning here, but for what its servers refuse elsewhere:
 * labels "must be less than 64 characters" and "less than 128 bytes", keys begin with "a letter or
 * a number".
 */
final class LabelRules {

  private static final int LONGEST = 64;

  private static final int MOST_BYTES = 127;

  /** https://cloud.google.com/resource-manager/docs/labels-overview: 64, of which two are ours. */
  private static final int MOST = 62;

  /** https://cloud.google.com/vertex-ai/docs/model-registry/model-labels. */
  private static final List<String> GOOGLES_OWN = List.of("goog-", "vertex-ai-");

  private LabelRules() {}

  static void check(MessageAt<CustomJob> job, SchemaFindings findings) {
    String where = job.of(CustomJob.LABELS_FIELD_NUMBER);
    job.message()
        .getLabelsMap()
        .forEach(
            (key, value) -> {
              String path = Paths.member(where, key);
              text("key", key, path, findings);
              text("value", value, path, findings);
              key(key, path, findings);
            });
    if (job.message().getLabelsCount() > MOST) {
      findings.warning(
          ProblemCode.TOO_MANY_LABELS,
          where,
          "found",
          job.message().getLabelsCount(),
          "most",
          MOST);
    }
  }

  private static void text(String part, String text, String where, SchemaFindings findings) {
    int length = text.codePointCount(0, text.length());
    if (length > LONGEST) {
      findings.problem(
          ProblemCode.LABEL_TOO_LONG, where, "part", part, "length", length, "most", LONGEST);
    } else if (length == LONGEST) {
      findings.warning(
          ProblemCode.LABEL_DOUBTFUL,
          where,
          "why",
          part + " has 64 characters, and Google's servers ask for less than 64 elsewhere");
    }
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (length <= LONGEST && bytes > MOST_BYTES) {
      findings.problem(
          ProblemCode.LABEL_TOO_MANY_BYTES,
          where,
          "part",
          part,
          "bytes",
          bytes,
          "most",
          MOST_BYTES);
    }
    text.codePoints()
        .filter(character -> !isAllowed(character))
        .findFirst()
        .ifPresent(
            character ->
                findings.problem(
                    ProblemCode.LABEL_CHARACTERS,
                    where,
                    "part",
                    part,
                    "found",
                    Character.toString(character)));
  }

  /** Scripts without capitals have no lower case either; marks belong to their letter. */
  private static boolean isAllowed(int character) {
    return switch (Character.getType(character)) {
      case Character.LOWERCASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.OTHER_NUMBER ->
          true;
      default -> character == '_' || character == '-';
    };
  }

  private static void key(String key, String where, SchemaFindings findings) {
    if (key.isEmpty()) {
      findings.warning(ProblemCode.LABEL_DOUBTFUL, where, "why", "key is empty");
    } else if (!Character.isLetterOrDigit(key.codePointAt(0))) {
      findings.warning(
          ProblemCode.LABEL_DOUBTFUL, where, "why", "key begins with neither a letter nor a digit");
    } else {
      GOOGLES_OWN.stream()
          .filter(key::startsWith)
          .findFirst()
          .ifPresent(
              prefix ->
                  findings.warning(
                      ProblemCode.LABEL_DOUBTFUL,
                      where,
                      "why",
                      "key begins with " + prefix + ", which Google keeps for its own"));
    }
  }
}
