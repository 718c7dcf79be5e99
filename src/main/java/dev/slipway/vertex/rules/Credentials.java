package dev.slipway.vertex.rules;

import dev.slipway.text.Patterns;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What looks like a credential: a value in a well-known form, or a value whose name says so. The
 * words for it never hold any of the value.
 */
final class Credentials {

  private static final Pattern UNDERSCORE = Pattern.compile("_");

  /** How much of a value is looked at, in UTF-16 units: credentials are shorter. */
  private static final int LONGEST = 4096;

  /** The shortest token or key: what is shorter is a word or a number. */
  private static final int SHORTEST_KEY = 16;

  /**
   * A form of credentials.
   *
   * @param kind for people
   */
  private record KnownForm(String kind, Pattern pattern) {
    KnownForm(String kind, String pattern) {
      this(kind, Pattern.compile("(?<![A-Za-z0-9_])(?:" + pattern + ")"));
    }
  }

  private static final List<KnownForm> FORMS =
      List.of(
          new KnownForm("a private key", "-----BEGIN (?:[A-Z]{2,10} ){0,3}PRIVATE KEY-----"),
          new KnownForm("a GitHub token", "gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22}"),
          new KnownForm("a GitLab token", "glpat-[A-Za-z0-9_-]{20}"),
          new KnownForm("an AWS access key", "(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])"),
          new KnownForm("a Google API key", "AIza[A-Za-z0-9_-]{35}"),
          new KnownForm("a Google access token", "ya29\\.[A-Za-z0-9_-]{20}"),
          new KnownForm("a Hugging Face token", "hf_[A-Za-z0-9]{30}"),
          new KnownForm("a Slack token", "xox[abeoprs]-[A-Za-z0-9-]{10}"),
          new KnownForm("an OpenAI or Anthropic key", "sk-(?:proj-|ant-)?[A-Za-z0-9_-]{32}"),
          new KnownForm("a JSON Web Token", "eyJ[A-Za-z0-9_-]{10,500}\\.eyJ[A-Za-z0-9_-]{10}"),
          new KnownForm(
              "a password in an address", "[a-z]{2,12}://[^\\s/:@]{1,60}:[^\\s/:@$]{3,100}@"));

  private static final Set<String> PASSWORDS = Set.of("PASSWORD", "PASSWD", "PASSPHRASE", "SECRET");

  private static final Set<String> KEYS = Set.of("TOKEN", "APIKEY", "CREDENTIAL");

  /** Before KEY: others name columns, objects, and keys that only encrypt by name. */
  private static final Set<String> OF_KEYS =
      Set.of("API", "ACCESS", "SECRET", "PRIVATE", "AUTH", "ACCOUNT", "SIGNING", "ENCRYPTION");

  /** Before TOKEN: a tokenizer's. */
  private static final Set<String> OF_TOKENIZERS =
      Set.of(
          "PAD", "EOS", "BOS", "UNK", "MASK", "SEP", "CLS", "SPECIAL", "STOP", "START", "END",
          "IMAGE", "MAX", "NUM", "PER");

  private Credentials() {}

  /**
   * What a value seems to be.
   *
   * @param name of the variable or option; empty for none
   * @return {@code a GitHub token}, {@code a secret by its name}; empty when it seems to be none
   */
  static Optional<String> of(String name, String value) {
    String start = value.substring(0, Math.min(value.length(), LONGEST));
    return FORMS.stream()
        .filter(form -> Patterns.find(form.pattern(), start).isPresent())
        .map(KnownForm::kind)
        .findFirst()
        .or(() -> byName(words(name), start));
  }

  private static Optional<String> byName(List<String> words, String value) {
    if (words.isEmpty() || isElsewhere(value)) {
      return Optional.empty();
    }
    String last = words.get(words.size() - 1);
    String before = words.size() > 1 ? words.get(words.size() - 2) : "";
    if (PASSWORDS.contains(last)) {
      return Optional.of("a password or secret by its name");
    }
    boolean isKey =
        (KEYS.contains(last) && !OF_TOKENIZERS.contains(before))
            || (last.equals("KEY") && OF_KEYS.contains(before));
    return isKey && isRandom(value) ? Optional.of("a token or key by its name") : Optional.empty();
  }

  /** A path, an address of a secret, what a shell or Vertex AI fills in, or nothing. */
  private static boolean isElsewhere(String value) {
    return value.isBlank()
        || value.startsWith("/")
        || value.startsWith("./")
        || value.startsWith("projects/")
        || value.contains("://")
        || value.startsWith("$")
        || value.startsWith("<");
  }

  private static boolean isRandom(String value) {
    return value.length() >= SHORTEST_KEY && value.chars().noneMatch(Character::isWhitespace);
  }

  /** {@code WANDB_API_KEY}, {@code --wandb-api-key} and {@code wandbApiKey} have the same words. */
  private static List<String> words(String name) {
    StringBuilder separated = new StringBuilder();
    char before = '_';
    for (char c : name.substring(0, Math.min(name.length(), LONGEST)).toCharArray()) {
      boolean begins = Character.isUpperCase(c) && Character.isLowerCase(before);
      separated.append(begins ? "_" : "").append(Character.isLetterOrDigit(c) ? c : '_');
      before = c;
    }
    return Patterns.split(UNDERSCORE, separated.toString().toUpperCase(Locale.ROOT)).stream()
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
