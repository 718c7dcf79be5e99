package dev.slipway.bench;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a run of the bench has found.
 *
 * @param machine where it ran, by what is told of it
 * @param rows the figures
 */
record BenchReport(Map<String, String> machine, List<ResultRow> rows) {

  private static final String BEGIN = "<!-- figures -->";
  private static final String END = "<!-- end of figures -->";
  private static final List<String> PLOTTED = List.of(ColdStart.NAME, WarmLatency.NAME);

  BenchReport {
    rows = List.copyOf(rows);
  }

  /** Writes {@code results.json}, {@code table.md} and a chart for each part that has times. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("results.json"), json());
    Files.writeString(folder.resolve("table.md"), table());
    for (String part : PLOTTED) {
      List<ResultRow> timed =
          rows.stream().filter(row -> row.part().equals(part) && row.unit().equals("ms")).toList();
      if (!timed.isEmpty()) {
        Files.writeString(folder.resolve(part + ".svg"), new BarChart(timed).svg());
      }
    }
  }

  /** Puts the table into a page, between its two marks, and the charts into a folder beside it. */
  void publish(Path results, Path page, Path charts) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END, begin);
    if (begin < BEGIN.length() || end < 0) {
      throw new IOException(page + " has no " + BEGIN + " with a " + END + " after it");
    }
    Files.writeString(
        page, text.substring(0, begin) + "\n\n" + table() + "\n" + text.substring(end));
    Files.createDirectories(charts);
    for (String part : PLOTTED) {
      Path chart = results.resolve(part + ".svg");
      if (Files.exists(chart)) {
        Files.copy(chart, charts.resolve(part + ".svg"), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** As Markdown. */
  String table() {
    String host =
        machine.entrySet().stream()
            .map(fact -> fact.getKey() + ": " + fact.getValue())
            .collect(Collectors.joining("; "));
    return host
        + ".\n\n"
        + "| what | baseline | Slipway | ratio | floor | target | |\n"
        + "| --- | --- | --- | --- | --- | --- | --- |\n"
        + rows.stream().map(BenchReport::line).collect(Collectors.joining());
  }

  private static String line(ResultRow row) {
    return "| %s | %s | %s | %s | %s | %s | %s |%n"
        .formatted(
            row.what(),
            row.baseline().map(measurements -> figure(measurements, row.unit())).orElse(""),
            figure(row.ours(), row.unit()),
            row.ratio().map(ResultRow::text).orElse(""),
            row.floor().map(measurements -> floor(measurements, row)).orElse(""),
            row.goal().map(Goal::text).orElse(""),
            row.goal().map(goal -> verdict(goal, row)).orElse(""));
  }

  private static String verdict(Goal goal, ResultRow row) {
    if (goal.isMet(row)) {
      return "met";
    }
    return goal.isMetByFloor(row) ? "missed" : "missed, by the floor too";
  }

  private static String floor(Measurements measurements, ResultRow row) {
    return median(measurements, row.unit())
        + row.floorRatio().map(ratio -> " (" + ResultRow.text(ratio) + ")").orElse("");
  }

  private static String median(Measurements measurements, String unit) {
    return ResultRow.text(measurements.median()) + (unit.isEmpty() ? "" : " " + unit);
  }

  private static String figure(Measurements measurements, String unit) {
    String median = median(measurements, unit);
    return measurements.values().size() == 1
        ? median
        : "%s (%s to %s)"
            .formatted(
                median,
                ResultRow.text(measurements.lowest()),
                ResultRow.text(measurements.highest()));
  }

  private String json() {
    JsonObject json = new JsonObject();
    machine.forEach(json::addProperty);
    JsonArray figures = new JsonArray();
    for (ResultRow row : rows) {
      JsonObject figure = new JsonObject();
      figure.addProperty("part", row.part());
      figure.addProperty("what", row.what());
      figure.addProperty("unit", row.unit());
      row.baseline().ifPresent(measurements -> figure.add("baseline", values(measurements)));
      figure.add("slipway", values(row.ours()));
      row.floor().ifPresent(measurements -> figure.add("floor", values(measurements)));
      row.ratio().ifPresent(ratio -> figure.addProperty("ratio", ratio));
      row.goal().ifPresent(goal -> figure.addProperty("target", goal.text()));
      row.goal().ifPresent(goal -> figure.addProperty("met", goal.isMet(row)));
      figures.add(figure);
    }
    json.add("figures", figures);
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json) + "\n";
  }

  private static JsonArray values(Measurements measurements) {
    JsonArray values = new JsonArray();
    measurements.values().forEach(values::add);
    return values;
  }
}
