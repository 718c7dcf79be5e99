package dev.slipway.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.problem.Problem;
import dev.slipway.report.ShownJson;
import dev.slipway.report.StatusJson;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is said of several specs, and what comes of all of them. */
final class Reports {

  /** The version of the documents that {@code --output json} prints. */
  static final int SCHEMA_VERSION = 1;

  private Reports() {}

  /**
   * Prints reports.
   *
   * @return the exit code: the worst of theirs
   */
  static int print(List<Report> reports, boolean isJson, PrintWriter out) {
    if (isJson) {
      JsonObject document = document();
      JsonArray specs = new JsonArray();
      reports.stream().map(Report::json).forEach(specs::add);
      document.add("specs", specs);
      out.print(text(document));
    } else {
      Paint paint = Paint.asAsked();
      out.print(
          reports.stream().map(report -> report.text(paint)).collect(Collectors.joining("\n")));
      out.print(reports.size() > 1 ? summary(reports) : "");
    }
    out.flush();
    return reports.stream().mapToInt(report -> report.verdict().exitCode()).max().orElse(0);
  }

  /** A document to fill in. */
  static JsonObject document() {
    JsonObject document = new JsonObject();
    document.addProperty("schemaVersion", SCHEMA_VERSION);
    return document;
  }

  /** Problems for programs. */
  static JsonArray problems(List<Problem> problems) {
    JsonArray list = new JsonArray();
    problems.stream().map(StatusJson::problem).forEach(list::add);
    return list;
  }

  /** A document as it is printed. */
  static String text(JsonObject document) {
    return ShownJson.of(document);
  }

  private static String summary(List<Report> reports) {
    Table table = new Table("spec", "verdict", "problems", "warnings");
    Map<CheckVerdict, Integer> counts = new EnumMap<>(CheckVerdict.class);
    for (Report report : reports) {
      table.row(
          report.file(),
          report.verdict(),
          report.why().problems().size(),
          report.why().warnings().size());
      counts.merge(report.verdict(), 1, Integer::sum);
    }
    String sum =
        counts.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(", "));
    return "\n" + table + "\n" + reports.size() + " specs: " + sum + "\n";
  }
}
