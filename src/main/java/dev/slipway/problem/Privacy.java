package dev.slipway.problem;

import dev.slipway.text.Nearest;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the values at a place of a document may be shown, by the names that lead to it. This is
 * the one list of what a container reads: problems, faults of syntax and the page go by it.
 */
public enum Privacy {
  /** Nothing on the way to here is private. */
  SHOWN,
  /** Below a name whose values only the container reads. */
  HIDDEN,
  /** Below this, names are the user's own: {@code labels.env} is a label. */
  OWN_NAMES;

  /** Of containerSpec and pythonPackageSpec. */
  private static final Set<String> FIELDS = Set.of("env", "args", "command");

  /** Without case and punctuation, what people write for these: here and in other tools. */
  private static final Set<String> WRITTEN =
      Stream.of(
              FIELDS.stream(),
              FIELDS.stream().flatMap(field -> ForeignNames.of(field).stream()),
              Stream.of("envs", "envvar", "environmentvariable", "arg", "argument", "commands"))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  /** Only a variable of the environment has it. */
  private static final String VALUE = "value";

  private static final Set<String> PARENTS_OF_OWN_NAMES = Set.of("labels", "teams");

  /** Shorter names are close to too many. */
  private static final int SHORTEST_MISTYPED = 3;

  /** The privacy of what is below a member of an object at this place. */
  public Privacy below(String name) {
    if (this != SHOWN) {
      return this;
    }
    if (PARENTS_OF_OWN_NAMES.contains(name)) {
      return OWN_NAMES;
    }
    return isPrivate(name) ? HIDDEN : SHOWN;
  }

  /** Whether the values below a name are private, also where the name is mistyped. */
  public static boolean isPrivate(String name) {
    String plain = ForeignNames.plain(name);
    return plain.equals(VALUE) || WRITTEN.contains(plain) || isMistyped(plain, SHORTEST_MISTYPED);
  }

  /** Whether a word in running text is such a name. */
  public static boolean isPrivateWord(String word) {
    String plain = ForeignNames.plain(word);
    return plain.equals(VALUE)
        || WRITTEN.contains(plain)
        || isMistyped(plain, SHORTEST_MISTYPED + 1);
  }

  /** Whether a name means the environment. */
  public static boolean isEnvironment(String name) {
    return isPrivate(name) && ForeignNames.plain(name).startsWith("env");
  }

  private static boolean isMistyped(String plain, int shortest) {
    return plain.length() >= shortest
        && WRITTEN.stream()
            .filter(name -> Math.abs(name.length() - plain.length()) <= 1)
            .anyMatch(name -> Nearest.distance(plain, name) <= 1);
  }
}
