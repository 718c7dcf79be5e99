package dev.slipway.report;

import java.math.BigInteger;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills facts into a sentence; {@code wording.txt} says what may stand in one. A fact that is
 * missing where it should not be reads as a question mark: better a gap in a sentence than no
 * sentence.
 */
final class Template {

  private static final Pattern OPTIONAL = Pattern.compile("\\[([^\\[\\]]*)\\]");
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(\\w+)(?:-(\\w+))?(?::([\\w ]+)|\\|(\\w+))?\\}");
  private static final Pattern COUNT = Pattern.compile("-?[0-9]{1,19}");

  private final String text;
  private final Map<String, String> facts;

  private Template(String text, Map<String, String> facts) {
    this.text = text;
    this.facts = facts;
  }

  /** The sentence with its facts, in one line. */
  static String fill(String text, Map<String, String> facts) {
    return new Template(text, facts).filled();
  }

  private String filled() {
    StringBuilder filled = new StringBuilder();
    Matcher optional = OPTIONAL.matcher(text);
    int from = 0;
    while (optional.find()) {
      filled.append(withFacts(text.substring(from, optional.start())));
      if (isComplete(optional.group(1))) {
        filled.append(withFacts(optional.group(1)));
      }
      from = optional.end();
    }
    return filled.append(withFacts(text.substring(from))).toString();
  }

  private boolean isComplete(String part) {
    return PLACEHOLDER.matcher(part).results().noneMatch(found -> fact(found.group(1)).isEmpty());
  }

  /** In one go over the template, so that braces within a value stay what they are. */
  private String withFacts(String part) {
    return PLACEHOLDER
        .matcher(part)
        .replaceAll(placeholder -> Matcher.quoteReplacement(value(placeholder)));
  }

  private String value(MatchResult placeholder) {
    String name = placeholder.group(1);
    if (!facts.containsKey(name)) {
      return "?";
    }
    String less = placeholder.group(2);
    String value = less == null ? fact(name) : difference(fact(name), fact(less));
    String noun = placeholder.group(3);
    if (noun != null) {
      return SafeText.shortened(value) + " " + noun + (value.equals("1") ? "" : "s");
    }
    String whenEmpty = placeholder.group(4);
    return value.isEmpty() && whenEmpty != null ? whenEmpty : SafeText.shortened(value);
  }

  private static String difference(String count, String less) {
    if (!COUNT.matcher(count).matches() || !COUNT.matcher(less).matches()) {
      return "?";
    }
    return new BigInteger(count).subtract(new BigInteger(less)).max(BigInteger.ZERO).toString();
  }

  private String fact(String name) {
    return facts.getOrDefault(name, "");
  }
}
