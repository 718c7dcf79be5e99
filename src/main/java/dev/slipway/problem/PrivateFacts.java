package dev.slipway.problem;

import dev.slipway.text.Patterns;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a problem may say of the values that a job's container reads: those of {@code env}, {@code
 * args} and {@code command}. People put credentials there, and more people read a status than may
 * read the spec, so a problem says of such a value only what kind it is: {@code a string of 12
 * characters}.
 */
public final class PrivateFacts {

  /** A string here may be a whole worker pool, with its arguments. */
  private static final Set<String> ENCLOSING =
      Set.of("jobspec", "workerpoolspec", "workerpoolspecs", "containerspec", "pythonpackagespec");

  /** Facts that Slipway makes without the value. */
  private static final Set<String> OURS =
      Set.of(
          "expected",
          "known",
          "other",
          "most",
          "least",
          "line",
          "column",
          "count",
          "belongs",
          "first",
          "format",
          "kind",
          "length");

  private static final Pattern COUNT = Pattern.compile("[0-9]{1,7}");

  private PrivateFacts() {}

  /** A path whose quoted names below a private place are hidden: those may be values. */
  static String path(String where) {
    PathNames names = PathNames.of(where);
    int holder = names.firstPrivate();
    return holder < 0 ? where : names.withQuotedHidden(holder + 1);
  }

  /** The facts of a problem, without private values. */
  static Map<String, String> facts(ProblemCode code, String where, Map<String, String> facts) {
    PathNames names = PathNames.of(where);
    boolean isPrivate = names.firstPrivate() >= 0 || isEnclosing(code, names, facts);
    boolean isOfName = names.last().equals(facts.get("found"));
    return !isPrivate || isOfName || isCount(code, facts) ? facts : hidden(facts);
  }

  /** How many values there are says nothing of any. */
  private static boolean isCount(ProblemCode code, Map<String, String> facts) {
    return code == ProblemCode.TOO_MANY_ITEMS
        && facts.values().stream().allMatch(count -> Patterns.matches(COUNT, count));
  }

  private static boolean isEnclosing(ProblemCode code, PathNames names, Map<String, String> facts) {
    return code == ProblemCode.WRONG_TYPE
        && facts.getOrDefault("found", "").startsWith("\"")
        && ENCLOSING.contains(ForeignNames.plain(names.last()));
  }

  /** The kind of a value is said once. */
  private static Map<String, String> hidden(Map<String, String> facts) {
    Map<String, String> shown = new LinkedHashMap<>();
    facts.forEach(
        (fact, value) -> {
          if (OURS.contains(fact)) {
            shown.put(fact, value);
          } else if (fact.equals("instead")) {
            if (HiddenText.isSuggestion(value)) {
              shown.put(fact, value);
            }
          } else if (fact.equals("foundKind")) {
            shown.put(fact, HiddenText.kind(facts.getOrDefault("found", value)));
          } else if (!fact.equals("found") || !facts.containsKey("foundKind")) {
            shown.put(fact, HiddenText.kind(value));
          }
        });
    return shown;
  }

  /** Whether a path leads to a private value or to something inside of one. */
  public static boolean isPrivate(String where) {
    return PathNames.of(where).firstPrivate() >= 0;
  }
}
