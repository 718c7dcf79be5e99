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
record Report(Map<String, String> machine, List<Row> rows) {

  private static final String BEGIN = "<!-- figures -->";
  private static final String END = "<!-- end of figures -->";
  private static final List<String> PLOTTED = List.of(Cold.NAME, Warm.NAME);

  Report {
    rows = List.copyOf(rows);
  }

  /** Writes {@code results.json}, {@code table.md} and a plot for each part that has times. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("results.json"), json());
    Files.writeString(folder.resolve("table.md"), table());
    for (String part : PLOTTED) {
      List<Row> timed =
          rows.stream().filter(row -> row.part().equals(part) && row.unit().equals("ms")).toList();
      if (!timed.isEmpty()) {
        Files.writeString(folder.resolve(part + ".svg"), new Plot(timed).svg());
      }
    }
  }

  /** Puts the table into a page, between its two marks, and the plots into a folder beside it. */
  void publish(Path results, Path page, Path plots) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END, begin);
    if (begin < BEGIN.length() || end < 0) {
      throw new IOException(page + " has no " + BEGIN + " with a " + END + " after it");
    }
    Files.writeString(
        page, text.substring(0, begin) + "\n\n" + table() + "\n" + text.substring(end));
    Files.createDirectories(plots);
    for (String part : PLOTTED) {
      Path plot = results.resolve(part + ".svg");
      if (Files.exists(plot)) {
        Files.copy(plot, plots.resolve(part + ".svg"), StandardCopyOption.REPLACE_EXISTING);
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
        + ".\n\n| what | baseline | Slipway | ratio | floor | target | |\n| --- | --- | --- | --- | --- | --- | --- |\n"
        + rows.stream().map(Report::line).collect(Collectors.joining());
  }

  private static String line(Row row) {
    return "| %s | %s | %s | %s | %s | %s | %s |%n"
        .formatted(
            row.what(),
            row.baseline().map(sample -> figure(sample, row.unit())).orElse(""),
            figure(row.ours(), row.unit()),
            row.ratio().map(Row::text).orElse(""),
            row.floor().map(sample -> floor(sample, row)).orElse(""),
            row.target().map(Target::text).orElse(""),
            row.target().map(target -> verdict(target, row)).orElse(""));
  }

  private static String verdict(Target target, Row row) {
    if (target.isMet(row)) {
      return "met";
    }
    return target.isMetByFloor(row) ? "missed" : "missed, by the floor too";
  }

  private static String floor(Sample sample, Row row) {
    return median(sample, row.unit())
        + row.floorRatio().map(ratio -> " (" + Row.text(ratio) + ")").orElse("");
  }

  private static String median(Sample sample, String unit) {
    return Row.text(sample.median()) + (unit.isEmpty() ? "" : " " + unit);
  }

  private static String figure(Sample sample, String unit) {
    String median = median(sample, unit);
    return sample.values().size() == 1
        ? median
        : "%s (%s to %s)".formatted(median, Row.text(sample.lowest()), Row.text(sample.highest()));
  }

  private String json() {
    JsonObject json = new JsonObject();
    machine.forEach(json::addProperty);
    JsonArray figures = new JsonArray();
    for (Row row : rows) {
      JsonObject figure = new JsonObject();
      figure.addProperty("part", row.part());
      figure.addProperty("what", row.what());
      figure.addProperty("unit", row.unit());
      row.baseline().ifPresent(sample -> figure.add("baseline", values(sample)));
      figure.add("slipway", values(row.ours()));
      row.floor().ifPresent(sample -> figure.add("floor", values(sample)));
      row.ratio().ifPresent(ratio -> figure.addProperty("ratio", ratio));
      row.target().ifPresent(target -> figure.addProperty("target", target.text()));
      row.target().ifPresent(target -> figure.addProperty("met", target.isMet(row)));
      figures.add(figure);
    }
    json.add("figures", figures);
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(json) + "\n";
  }

  private static JsonArray values(Sample sample) {
    JsonArray values = new JsonArray();
    sample.values().forEach(values::add);
    return values;
  }
}
