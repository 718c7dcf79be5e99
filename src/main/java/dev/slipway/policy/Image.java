package dev.slipway.policy;

import dev.slipway.text.Patterns;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A container image by the one name that everything which pulls it agrees on: with its registry,
 * and with its digest or else its tag.
 *
 * <p>Grammar of https://pkg.go.dev/github.com/distribution/reference, but stricter: hosts are in
 * lower case too. What is written in any other way is no image: a policy allows, so not to
 * understand a name means no.
 *
 * @param repository registry and path: {@code docker.io/library/python}
 * @param version {@code @sha256:…} or {@code :tag}; {@code :latest} when there was none. A tag
 *     beside a digest is left out, as it is when pulled
 */
record Image(String repository, String version) {

  /** Longer names no registry takes; matching them could take long. */
  private static final int LONGEST = 512;

  private static final String HOST = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
  private static final String COMPONENT = "[a-z0-9]++(?:(?:[.]|_{1,2}|-++)[a-z0-9]++)*+";

  private static final Pattern REGISTRY =
      Pattern.compile(
          "(?:"
              + HOST
              + "(?:[.]"
              + HOST
              + ")++|localhost)(?::[0-9]{1,5})?|"
              + HOST
              + ":[0-9]{1,5}");

  private static final Pattern PATH = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*+");

  private static final Pattern REFERENCE =
      Pattern.compile(
          // The name, the tag and the digest.
          "([^@]+?)(?::(\\w[\\w.-]{0,127}))?(?:@(sha256:[a-f0-9]{64}))?");

  private static final String DEFAULT_REGISTRY = "docker.io";

  /** Where images of Docker Hub without an owner are. */
  private static final String DEFAULT_OWNER = "library";

  /** Reads a name as it stands in a spec or policy. */
  static Optional<Image> parse(String name) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    return Patterns.match(REFERENCE, name)
        .flatMap(
            reference ->
                repository(reference.group(1))
                    .map(repository -> new Image(repository, version(reference))));
  }

  private static String version(MatchResult reference) {
    String tag = reference.group(2);
    String digest = reference.group(3);
    return digest != null ? "@" + digest : ":" + (tag == null ? "latest" : tag);
  }

  /** A repository with its registry. */
  static Optional<String> repository(String name) {
    int slash = name.indexOf('/');
    if (slash > 0 && seemsRegistry(name.substring(0, slash))) {
      boolean isOne = Patterns.matches(REGISTRY, name.substring(0, slash));
      return Optional.of(name).filter(any -> isOne && isPath(name.substring(slash + 1)));
    }
    String path = slash < 0 ? DEFAULT_OWNER + "/" + name : name;
    return Optional.of(DEFAULT_REGISTRY + "/" + path).filter(any -> isPath(path));
  }

  /** A registry alone, or the beginning of a repository, with its registry. */
  static Optional<String> folder(String name) {
    if (name.indexOf('/') >= 0) {
      return repository(name);
    }
    return seemsRegistry(name)
        ? Optional.of(name).filter(any -> Patterns.matches(REGISTRY, name))
        : Optional.of(DEFAULT_REGISTRY + "/" + name).filter(any -> isPath(name));
  }

  private static boolean isPath(String text) {
    return Patterns.matches(PATH, text);
  }

  /** What makes the first part of a name a host, and not an owner at Docker Hub. */
  private static boolean seemsRegistry(String part) {
    return part.indexOf('.') >= 0 || part.indexOf(':') >= 0 || part.equals("localhost");
  }

  @Override
  public String toString() {
    return repository + version;
  }
}
