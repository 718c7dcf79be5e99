package dev.slipway.dispatch;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A metric of terraform/metrics.tf, which finds lines as Cloud Logging would, by as much of its
 * language as stands there: comparisons that must all hold, of a field with a text or with one of
 * several (https://cloud.google.com/logging/docs/view/logging-query-language).
 *
 * @param name its key
 * @param filter which lines count
 * @param extracts the fields of which its labels and its value are made
 */
record LogMetric(String name, String filter, List<String> extracts) {

  private static final Path FILE = Path.of("terraform/metrics.tf");

  private static final Pattern BLOCK = Pattern.compile("(?ms)^    (\\w+) = \\{\\n(.*?)^    \\}\\n");
  private static final Pattern FILTER = Pattern.compile("filter +?= \"(.*)\"\\n");
  private static final Pattern EXTRACT = Pattern.compile("\"EXTRACT\\((.+?)\\)\"");
  private static final Pattern COMPARISON =
      Pattern.compile("(\\w+(?:\\.\\w+)*)(=|>=)(\\w+|\"[^\"]*\"|\\((?:\"\\w+\"(?: OR )?)+\\))");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");

  private static final List<String> SEVERITIES = List.of("INFO", "WARNING", "ERROR");

  /** All there are. */
  static List<LogMetric> all() throws IOException {
    List<LogMetric> metrics = new ArrayList<>();
    for (MatchResult block : BLOCK.matcher(Files.readString(FILE)).results().toList()) {
      String body = block.group(2);
      String filter = groups(FILTER, body).get(0).replace("\\\"", "\"");
      metrics.add(new LogMetric(block.group(1), filter, groups(EXTRACT, body)));
    }
    return metrics;
  }

  /** Whether a line counts; throws when the filter is in words that are not known here. */
  boolean counts(JsonObject line) {
    for (String comparison : filter.split(" AND ", -1)) {
      MatchResult parts =
          COMPARISON
              .matcher(comparison)
              .results()
              .findFirst()
              .filter(it -> it.group().equals(comparison))
              .orElseThrow(() -> new AssertionError(name + ": not understood: " + comparison));
      if (!holds(line, parts.group(1), parts.group(2), parts.group(3))) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(JsonObject line, String field, String operator, String wanted) {
    String value = field(line, field).orElse("");
    if (operator.equals(">=")) {
      return SEVERITIES.indexOf(value) >= SEVERITIES.indexOf(wanted);
    }
    return wanted.contains("\"") ? groups(QUOTED, wanted).contains(value) : value.equals(wanted);
  }

  /** What an entry made of that line has in a field; empty where it has none. */
  static Optional<String> field(JsonObject line, String field) {
    String name = field.equals("severity") ? field : field.replaceFirst("^jsonPayload\\.", "");
    return Optional.ofNullable(line.get(name)).map(JsonElement::getAsString);
  }

  private static List<String> groups(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
