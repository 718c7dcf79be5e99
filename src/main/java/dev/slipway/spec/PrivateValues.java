package dev.slipway.spec;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The values that a job's container reads: those of {@code env}, {@code args} and {@code command}.
 * People put credentials there, and more people read a status than may read the spec, so a problem
 * says of such a value only what kind it is: {@code a string of 12 characters}.
 */
public final class PrivateValues {

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

  private PrivateValues() {}

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
        && ENCLOSING.contains(plain(names.last()));
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

  /** A tree in which private values are replaced by an ellipsis. */
  public static Json without(Json value) {
    if (value instanceof Json.Arr list) {
      return new Json.Arr(list.items().stream().map(PrivateValues::without).toList());
    }
    if (!(value instanceof Json.Obj object)) {
      return value;
    }
    return new Json.Obj(
        object.members().stream()
            .map(
                member ->
                    Privacy.isPrivate(member.name())
                        ? new Json.Member(member.name(), new Json.Text(HiddenText.HIDDEN))
                        : new Json.Member(member.name(), without(member.value())))
            .toList());
  }

  /** Whether a path leads to a private value or to something inside of one. */
  static boolean isPrivate(String where) {
    return PathNames.of(where).firstPrivate() >= 0;
  }

  /**
   * A tree in which every value of a variable of the environment is replaced by an ellipsis; names
   * stay. What {@code args} and {@code command} hold stays too.
   */
  public static Json withoutEnvironment(Json value) {
    if (value instanceof Json.Arr list) {
      return new Json.Arr(list.items().stream().map(PrivateValues::withoutEnvironment).toList());
    }
    if (!(value instanceof Json.Obj object)) {
      return value;
    }
    return new Json.Obj(
        object.members().stream()
            .map(member -> new Json.Member(member.name(), environmentHidden(member)))
            .toList());
  }

  private static Json environmentHidden(Json.Member member) {
    if (Privacy.SHOWN.below(member.name()) == Privacy.OWN_NAMES) {
      return member.value();
    }
    return Privacy.isEnvironment(member.name())
        ? withoutLeaves(member.value())
        : withoutEnvironment(member.value());
  }

  private static Json withoutLeaves(Json value) {
    if (value instanceof Json.Arr list) {
      return new Json.Arr(list.items().stream().map(PrivateValues::withoutLeaves).toList());
    }
    if (!(value instanceof Json.Obj object)) {
      return new Json.Text(HiddenText.HIDDEN);
    }
    boolean isVariable = object.get("value").isPresent();
    return new Json.Obj(
        object.members().stream()
            .map(
                member ->
                    isVariable && member.name().equals("name")
                        ? member
                        : new Json.Member(member.name(), withoutLeaves(member.value())))
            .toList());
  }

  private static String plain(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }
}
