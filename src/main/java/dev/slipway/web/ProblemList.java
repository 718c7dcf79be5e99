package dev.slipway.web;

import dev.slipway.problem.Problem;
import dev.slipway.report.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Problems in the words of every other place, for pages. */
final class ProblemList {

  private static final Pattern MARKED = Pattern.compile("`([^`]+)`|(https://\\S+)");

  private ProblemList() {}

  /** Problems with their advice, each at full length; nothing when there are none. */
  static Html problems(List<Problem> problems) {
    return problems.isEmpty()
        ? Html.NOTHING
        : Element.of(Tag.UL, "problems").of(problems.stream().map(ProblemList::problem).toList());
  }

  /** The first problem in a line, all of them with their advice behind it. */
  static Html folded(List<Problem> problems) {
    if (problems.isEmpty()) {
      return Html.NOTHING;
    }
    String more = problems.size() > 1 ? " and " + (problems.size() - 1) + " more" : "";
    return Element.of(Tag.DETAILS)
        .of(
            Element.of(Tag.SUMMARY)
                .of(
                    Html.text(Wording.line(problems.get(0))),
                    Element.of(Tag.SPAN, "more").of(more)),
            problems(problems));
  }

  private static Html problem(Problem problem) {
    return Element.of(Tag.LI)
        .of(
            Element.of(Tag.P, "fact").of(Wording.line(problem)),
            Element.of(Tag.P, "help").of(marked(Wording.help(problem))));
  }

  /** What stands in back quotes as code, addresses of Google's documentation as links. */
  private static Html marked(String text) {
    List<Html> parts = new ArrayList<>();
    Matcher mark = MARKED.matcher(text);
    int done = 0;
    while (mark.find()) {
      parts.add(Html.text(text.substring(done, mark.start())));
      String code = mark.group(1);
      parts.add(code != null ? Element.of(Tag.CODE).of(code) : address(mark.group(2)));
      done = mark.end();
    }
    parts.add(Html.text(text.substring(done)));
    return Html.all(parts);
  }

  private static Html address(String address) {
    return Link.documentation(address)
        .map(link -> Element.of(Tag.A).to(link).of(address))
        .orElseGet(() -> Html.text(address));
  }
}
