package dev.slipway.spec;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a template engine should have filled in and did not: {@code {{$.inputs.parameters['x']}}} of
 * a compiled pipeline, <code>${PROJECT}</code> of a shell or Terraform. What a container gets to
 * read itself may hold the like for its own shell: there only the pipeline's count.
 */
final class Placeholders {

  private static final Pattern OF_A_PIPELINE =
      Pattern.compile("\\{\\{(?:\\$\\.|channel:)[^{}]{0,200}}}");

  private static final Pattern ANY = Pattern.compile("\\{\\{[^{}]{1,200}}}|\\$\\{[^{}]{1,200}}");

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
    } else if (value instanceof Json.Text text) {
      Matcher matcher = pattern.matcher(text.value());
      if (matcher.find()) {
        findings.report(Problem.of(ProblemCode.PLACEHOLDER, where, "found", matcher.group()));
      }
    }
  }
}
