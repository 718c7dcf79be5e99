package dev.slipway.vertex.rules;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Located;
import dev.slipway.text.Patterns;
import dev.slipway.vertex.schema.JsonText;
import dev.slipway.vertex.schema.SchemaFindings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a container image (grammar: https://pkg.go.dev/github.com/distribution/reference):
 * nothing can pull another. Hosts may have capitals; everything else of a path may not.
 */
final class ImageRules {

  private static final Pattern SLASH = Pattern.compile("/");

  private static final int LONGEST_TAG = 128;

  /** In hexadecimal digits. */
  private static final int SHORTEST_DIGEST = 32;

  private ImageRules() {}

  static void check(Located<String> image, SchemaFindings findings) {
    String name = image.value();
    if (name.isEmpty()) {
      return;
    }
    if (!isImage(name)) {
      findings.problem(bad(image.where(), name));
    } else {
      behindAnother(name)
          .ifPresent(
              rest ->
                  findings.warning(
                      ProblemCode.IMAGE_OF_TWO_REGISTRIES,
                      image.where(),
                      "found",
                      name,
                      "nearest",
                      rest));
    }
  }

  private static Problem bad(String where, String name) {
    String lower = name.toLowerCase(Locale.ROOT).strip();
    String found = JsonText.shown(name);
    return isImage(lower)
        ? Problem.of(ProblemCode.BAD_IMAGE_NAME, where, "found", found, "nearest", lower)
        : Problem.of(ProblemCode.BAD_IMAGE_NAME, where, "found", found);
  }

  /** What is behind a registry that stands before another one. */
  private static Optional<String> behindAnother(String name) {
    int slash = name.indexOf('/');
    String rest = name.substring(slash + 1);
    int next = rest.indexOf('/');
    return slash > 0
            && next > 0
            && isGoogles(name.substring(0, slash))
            && isGoogles(rest.substring(0, next))
        ? Optional.of(rest)
        : Optional.empty();
  }

  private static boolean isGoogles(String host) {
    return host.equals("gcr.io") || host.endsWith(".gcr.io") || host.endsWith("-docker.pkg.dev");
  }

  private static boolean isImage(String name) {
    int at = name.indexOf('@');
    if (at >= 0 && !isDigest(name.substring(at + 1))) {
      return false;
    }
    String tagged = at < 0 ? name : name.substring(0, at);
    int colon = tagged.lastIndexOf(':');
    boolean hasTag = colon > tagged.lastIndexOf('/');
    if (hasTag && !isTag(tagged.substring(colon + 1))) {
      return false;
    }
    return isRepository(hasTag ? tagged.substring(0, colon) : tagged);
  }

  private static boolean isRepository(String name) {
    List<String> parts = Patterns.split(SLASH, name);
    String first = parts.get(0);
    boolean hasHost = parts.size() > 1 && (first.indexOf('.') >= 0 || first.indexOf(':') >= 0);
    return (!hasHost || isMadeOf(first, "-.:", true))
        && parts.stream().skip(hasHost ? 1 : 0).allMatch(part -> isMadeOf(part, "-._", false));
  }

  /** Letters and digits, and in between the signs. */
  private static boolean isMadeOf(String text, String signs, boolean capitals) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isSign = signs.indexOf(c) >= 0 && i > 0 && i < text.length() - 1;
      if (!isSign && !isLetterOrDigit(c, capitals)) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static boolean isTag(String tag) {
    for (int i = 0; i < tag.length(); i++) {
      char c = tag.charAt(i);
      if (!isLetterOrDigit(c, true) && c != '_' && (i == 0 || (c != '.' && c != '-'))) {
        return false;
      }
    }
    return !tag.isEmpty() && tag.length() <= LONGEST_TAG;
  }

  /** An algorithm and hexadecimal digits. */
  private static boolean isDigest(String digest) {
    int colon = digest.indexOf(':');
    return colon > 0
        && isMadeOf(digest.substring(0, colon), "+._-", true)
        && digest.length() - colon > SHORTEST_DIGEST
        && digest.substring(colon + 1).chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  private static boolean isLetterOrDigit(char c, boolean capitals) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (capitals && c >= 'A' && c <= 'Z');
  }
}
