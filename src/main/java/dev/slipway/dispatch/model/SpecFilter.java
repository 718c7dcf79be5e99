package dev.slipway.dispatch.model;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which objects are specs.
 *
 * @param bucket the spec bucket
 * @param prefix with which their names begin; empty for all
 * @param suffixes of which their names end in one; none for all
 */
public record SpecFilter(String bucket, String prefix, List<String> suffixes) {

  /** What Windows and compressors put behind a name. */
  private static final List<String> BEHIND = List.of(".txt", ".gz");

  public SpecFilter {
    suffixes = List.copyOf(suffixes);
  }

  /** Why an object is no spec; empty when it is one. */
  public Optional<String> whyNot(String objectBucket, String object) {
    if (!objectBucket.equals(bucket)) {
      return Optional.of(
          "bucket \"%s\" is not the spec bucket \"%s\"".formatted(objectBucket, bucket));
    }
    if (!object.startsWith(prefix)) {
      return Optional.of("object \"%s\" is not under \"%s\"".formatted(object, prefix));
    }
    if (isHidden(object)) {
      return Optional.of(
          "object \"%s\" is hidden: a part of its name begins with a dot".formatted(object));
    }
    if (!suffixes.isEmpty() && suffixes.stream().noneMatch(object::endsWith)) {
      return Optional.of(
          "object \"%s\" does not end in %s".formatted(object, String.join(" or ", suffixes)));
    }
    return Optional.empty();
  }

  /**
   * The problem of an object of the spec bucket that is no spec, but whose name shows that it was
   * meant as one: {@code TRAIN.JSON}, {@code train.json.txt}, {@code train.json.gz}. Empty for
   * specs and for everything else, of which nobody is told.
   */
  public Optional<Problem> nearMiss(String objectBucket, String object) {
    if (!objectBucket.equals(bucket)
        || !object.startsWith(prefix)
        || isHidden(object)
        || whyNot(objectBucket, object).isEmpty()) {
      return Optional.empty();
    }
    String meant = withoutWhatIsBehind(object);
    return suffixes.stream()
        .filter(suffix -> endsInAnyCase(meant, suffix))
        .findFirst()
        .map(
            suffix ->
                Problem.of(
                    ProblemCode.NAME_OF_NO_SPEC,
                    "",
                    "found",
                    object,
                    "suffixes",
                    String.join(" or ", suffixes),
                    "nearest",
                    meant.substring(0, meant.length() - suffix.length()) + suffix));
  }

  /**
   * JupyterLab's .ipynb_checkpoints/, macOS's ._name, Emacs' .#name: copies that nobody uploads.
   */
  private boolean isHidden(String object) {
    String name = object.substring(prefix.length());
    return name.contains("/.")
        || (name.startsWith(".") && (prefix.isEmpty() || prefix.endsWith("/")));
  }

  private static String withoutWhatIsBehind(String object) {
    String name = object.strip();
    for (String behind : BEHIND) {
      if (endsInAnyCase(name, behind)) {
        name = name.substring(0, name.length() - behind.length());
      }
    }
    return name.strip();
  }

  private static boolean endsInAnyCase(String name, String suffix) {
    return name.toLowerCase(Locale.ROOT).endsWith(suffix.toLowerCase(Locale.ROOT))
        && name.length() > suffix.length();
  }
}
