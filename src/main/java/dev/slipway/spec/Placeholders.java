package dev.slipway.spec;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a template engine or a reader of documentation should have filled in and did not: {@code
 * {{$.inputs.parameters['x']}}} of a compiled pipeline, <code>${PROJECT}</code> and {@code
 * $PROJECT} of a shell or Terraform, {@code <project-id>} and {@code PROJECT_ID} of a page. What a
 * container gets to read itself may hold the like for its own shell: there only the pipeline's
 * count.
 */
final class Placeholders {

  private static final Pattern OF_A_PIPELINE =
      Pattern.compile("\\{\\{(?:\\$\\.|channel:)[^{}]{0,200}}}");

  /**
   * Names that stand for something on Google's pages about custom jobs, as a whole text or as a
   * part of a path. Other capitals may be meant: folders and images are called so.
   */
  private static final String OF_DOCUMENTATION =
      "(?<![A-Za-z0-9_.-])(?:YOUR[_-][A-Z_-]{1,60}|PROJECT_(?:ID|NUMBER|NAME)|LOCATION(?:_ID)?|REGION"
          + "|MACHINE_TYPE|ACCELERATOR_(?:TYPE|COUNT)|REPLICA_COUNT|(?:BOOT_)?DISK_(?:TYPE|SIZE)"
          + "|(?:JOB|DISPLAY|JOB_DISPLAY)_NAME|PERSISTENT_RESOURCE_(?:ID|NAME)"
          + "|(?:CUSTOM_CONTAINER_|EXECUTOR_|CONTAINER_)?IMAGE_(?:URI|NAME|TAG)"
          + "|PYTHON_(?:PACKAGE_URIS|MODULE)|BUCKET(?:_NAME)?|REPOSITORY(?:_NAME)?"
          + "|SERVICE_ACCOUNT(?:_NAME|_EMAIL)?|NETWORK_NAME|TENSORBOARD_(?:ID|INSTANCE_NAME)"
          + "|KEY_(?:RING|NAME))(?![A-Za-z0-9_])";

  /** Each alternative needs a capital or one of the characters that {@link #mayHoldOne} knows. */
  private static final Pattern ANY =
      Pattern.compile(
          "\\{\\{[^{}]{1,200}}}|\\$\\{[^{}]{1,200}}|\\$[A-Z][A-Z0-9_]{1,60}"
              + "|<[A-Za-z][A-Za-z0-9_ -]{1,60}>|"
              + OF_DOCUMENTATION);

  /** Of containerSpec and pythonPackageSpec. */
  private static final Set<String> READ_BY_THE_CONTAINER = Set.of("command", "args", "env");

  private final Findings findings = new Findings();

  private Placeholders() {}

  /** The first in each text. */
  static List<Problem> problems(Json root) {
    Placeholders placeholders = new Placeholders();
    placeholders.look(root, "", ANY);
    return placeholders.findings.problems();
  }

  private void look(Json value, String where, Pattern pattern) {
    if (value instanceof Json.Obj object) {
      for (Json.Member member : object.members()) {
        look(
            member.value(),
            Paths.member(where, member.name()),
            READ_BY_THE_CONTAINER.contains(member.name()) ? OF_A_PIPELINE : pattern);
      }
    } else if (value instanceof Json.Arr list) {
      for (int i = 0; i < list.items().size(); i++) {
        look(list.items().get(i), Paths.item(where, i), pattern);
      }
    } else if (value instanceof Json.Text text && mayHoldOne(text.value())) {
      Patterns.find(pattern, text.value())
          .ifPresent(
              found ->
                  findings.report(
                      Problem.of(ProblemCode.PLACEHOLDER, where, "found", found.group())));
    }
  }

  /** Whether a text has one of the characters without which no pattern matches. Most have none. */
  private static boolean mayHoldOne(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'A' && c <= 'Z') || c == '{' || c == '<') {
        return true;
      }
    }
    return false;
  }
}
