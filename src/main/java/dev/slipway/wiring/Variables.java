package dev.slipway.wiring;

import dev.slipway.spec.SpecRules;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Environment variables read one by one; what is wrong is collected, so that all of it can be said
 * at once.
 */
final class Variables {

  private static final Pattern ENDPOINT = Pattern.compile("(\\[[0-9a-fA-F:]+]|[^:/\\s]+):\\d{1,5}");

  private static final Pattern ORIGIN =
      Pattern.compile("projects/[^/\\s]+/(topics|subscriptions)/[^/\\s]+");

  private final Map<String, String> variables;
  private final List<String> wrong = new ArrayList<>();

  Variables(Map<String, String> variables) {
    this.variables = variables;
  }

  /** Its value, or the default when it is absent or empty. */
  String text(EnvironmentVariable name) {
    return text(name, name.byDefault());
  }

  /** Its value, or something else when it is absent or empty. */
  String text(EnvironmentVariable name, String otherwise) {
    String value = name.in(variables);
    return value.isEmpty() ? otherwise : value;
  }

  String required(EnvironmentVariable name) {
    String value = text(name);
    if (value.isEmpty()) {
      wrong.add(name + " is not set; function/README.md says what it is for");
    }
    return value;
  }

  /** The name of a bucket. */
  String bucket(EnvironmentVariable name) {
    String value = required(name);
    if (value.contains("/")) {
      wrong.add(
          name + " is " + value + "; it must be the bucket's name alone, without gs:// and path");
    }
    return value;
  }

  /** The ID of a persistent resource; empty for none. */
  String resourceId(EnvironmentVariable name) {
    String value = text(name);
    if (!value.isEmpty() && !SpecRules.isResourceId(value)) {
      wrong.add(name + " is " + value + "; it must be the ID alone, without projects/…");
    }
    return value;
  }

  /** Values parted by commas. */
  List<String> list(EnvironmentVariable name) {
    return Stream.of(text(name).split(",", -1))
        .map(String::strip)
        .filter(item -> !item.isEmpty())
        .toList();
  }

  /** Full names of topics and subscriptions of Pub/Sub, parted by commas. */
  List<String> origins(EnvironmentVariable name) {
    List<String> origins = list(name);
    origins.stream()
        .filter(origin -> !ORIGIN.matcher(origin).matches())
        .forEach(
            origin ->
                wrong.add(
                    name
                        + " has "
                        + origin
                        + "; it must be projects/PROJECT/topics/TOPIC or"
                        + " projects/PROJECT/subscriptions/SUBSCRIPTION"));
    return origins;
  }

  /** Whether it is this word and not its default: it can be one of the two. */
  boolean isSetTo(EnvironmentVariable name, String word) {
    String value = text(name);
    if (!value.equals(word) && !value.equals(name.byDefault())) {
      wrong.add(name + " is " + value + "; it can be " + name.byDefault() + " or " + word);
    }
    return value.equals(word);
  }

  /** An ISO 8601 duration such as {@code PT2M}, within limits. */
  Duration duration(EnvironmentVariable name, String least, String most) {
    String value = text(name);
    try {
      Duration duration = Duration.parse(value);
      if (duration.compareTo(Duration.parse(least)) >= 0
          && duration.compareTo(Duration.parse(most)) <= 0) {
        return duration;
      }
      wrong.add(name + " is " + value + "; it must be from " + least + " to " + most);
    } catch (DateTimeException e) {
      wrong.add(
          name + " is " + value + "; it must be an ISO 8601 duration such as " + name.byDefault());
    }
    return Duration.parse(name.byDefault());
  }

  /** A whole number of at least 1. */
  int number(EnvironmentVariable name) {
    String value = text(name);
    try {
      int number = Integer.parseInt(value);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers that are too small.
    }
    wrong.add(name + " is " + value + "; it must be a whole number of at least 1");
    return Integer.parseInt(name.byDefault());
  }

  /** A host and a port. */
  String endpoint(EnvironmentVariable name, String otherwise) {
    String value = text(name, otherwise);
    if (!value.equals(otherwise) && !ENDPOINT.matcher(value).matches()) {
      wrong.add(name + " is " + value + "; it must be host:port, without http:// and path");
    }
    return value;
  }

  /**
   * An address, with {@code http://} put before it where it has no scheme, as Google's other
   * clients do.
   */
  Optional<URI> uri(EnvironmentVariable name) {
    String value = text(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    try {
      URI uri = URI.create(value.contains("://") ? value : "http://" + value);
      if (uri.getHost() != null) {
        return Optional.of(uri);
      }
    } catch (IllegalArgumentException e) {
      // Said below, together with addresses that have no host.
    }
    wrong.add(name + " is " + value + "; it must be an address such as http://127.0.0.1:9000");
    return Optional.empty();
  }

  /** What to say of variables that look like ours but that there are not. */
  List<String> unknown() {
    return variables.keySet().stream()
        .filter(EnvironmentVariable::isOurs)
        .filter(name -> !EnvironmentVariable.isKnown(name))
        .sorted()
        .map(name -> name + " is set but no such variable is known; function/README.md lists them")
        .toList();
  }

  void wrong(String what) {
    wrong.add(what);
  }

  /**
   * Ends the reading.
   *
   * @param consequence of anything that is wrong
   * @throws IllegalArgumentException when anything is
   */
  void throwIfWrong(String consequence) {
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(consequence + ":\n  " + String.join("\n  ", wrong));
    }
  }
}
