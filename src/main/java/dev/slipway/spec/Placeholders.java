package dev.slipway.spec;

import dev.slipway.problem.Privacy;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.text.Patterns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a template engine or a reader of documentation should have filled in and did not: {@code
 * {{$.inputs.parameters['x']}}} of a compiled pipeline, <code>${PROJECT}</code> and {@code $image}
 * of a shell or Terraform, {@code <project-id>} and {@code PROJECT_ID} of a page, {@code
 * IMAGE_PLACEHOLDER}. What a container gets to read itself may hold the like for its own shell:
 * there only the pipeline's count, and words that end in {@code PLACEHOLDER} are warned of.
 */
final class Placeholders {

  private static final Pattern OF_A_PIPELINE =
      Pattern.compile("\\{\\{(?:\\$\\.|channel:)[^{}]{0,200}}}");

  /** Written by people who mean to come back: {@code DATASET_URI_PLACEHOLDER}. */
  private static final Pattern SO_CALLED =
      Pattern.compile("(?<![A-Za-z0-9])(?:[A-Z][A-Z0-9]{0,40}_){0,6}PLACEHOLDER(?![A-Za-z0-9_])");

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
          + "|ARTIFACT_REPOSITORY|ZONE|RESERVATION_(?:NAME|AFFINITY_TYPE)"
          + "|NFS_(?:IP(?:_ADDRESS)?|SERVER(?:_IP)?(?:_ADDRESS)?)"
          + "|SERVICE_ACCOUNT(?:_NAME|_EMAIL)?|NETWORK_NAME|TENSORBOARD_(?:ID|INSTANCE_NAME)"
          + "|KEY_(?:RING|NAME))(?![A-Za-z0-9_])";

  /** Each alternative needs one of the characters that {@link #mayHoldOne} knows. */
  private static final Pattern ANY =
      Pattern.compile(
          "\\{\\{[^{}]{1,200}}}|\\$\\{[^{}]{1,200}}|\\$[A-Za-z_][A-Za-z0-9_]{0,60}"
              + "|<[A-Za-z][A-Za-z0-9_ -]{1,60}>|"
              + SO_CALLED
              + "|"
              + OF_DOCUMENTATION);

  /** As many as a person fills in one text. */
  private static final int MOST_IN_A_TEXT = 10;

  private final Findings errors = new Findings();
  private final Findings warnings = new Findings();

  private Placeholders() {}

  /**
   * What was found.
   *
   * @param errors what nothing will fill in any more, one for each text
   * @param warnings what the container may fill in, but most likely does not
   */
  record Unfilled(List<Problem> errors, List<Problem> warnings) {}

  /** All in a document. */
  static Unfilled in(Json root) {
    Placeholders placeholders = new Placeholders();
    placeholders.look(root, "", Privacy.SHOWN);
    return new Unfilled(placeholders.errors.problems(), placeholders.warnings.problems());
  }

  /** All in a text that no container reads, with commas between them; empty for none. */
  static String in(String text) {
    return found(ANY, text);
  }

  private void look(Json value, String where, Privacy privacy) {
    if (value instanceof Json.Obj object) {
      for (Json.Member member : object.members()) {
        look(member.value(), Paths.member(where, member.name()), privacy.below(member.name()));
      }
    } else if (value instanceof Json.Arr list) {
      for (int i = 0; i < list.items().size(); i++) {
        look(list.items().get(i), Paths.item(where, i), privacy);
      }
    } else if (value instanceof Json.Text text) {
      boolean isContainers = privacy == Privacy.HIDDEN;
      report(errors, isContainers ? OF_A_PIPELINE : ANY, text.value(), where);
      if (isContainers) {
        report(warnings, SO_CALLED, text.value(), where);
      }
    }
  }

  private static void report(Findings findings, Pattern pattern, String text, String where) {
    String found = found(pattern, text);
    if (!found.isEmpty()) {
      findings.report(Problem.of(ProblemCode.PLACEHOLDER, where, "found", found));
    }
  }

  private static String found(Pattern pattern, String text) {
    if (!mayHoldOne(text)) {
      return "";
    }
    Set<String> found = new LinkedHashSet<>();
    Patterns.findAll(pattern, text, MOST_IN_A_TEXT).forEach(match -> found.add(match.group()));
    return String.join(", ", found);
  }

  /** Whether a text has one of the characters without which no pattern matches. Most have none. */
  private static boolean mayHoldOne(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c >= 'A' && c <= 'Z') || c == '{' || c == '<' || c == '$') {
        return true;
      }
    }
    return false;
  }
}
