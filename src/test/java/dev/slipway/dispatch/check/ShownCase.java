package dev.slipway.dispatch.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.CaseFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A case file as far as this matters: what is in it and what is told of it. That it is told so, the
 * test of its folder holds.
 *
 * @param document what is in it, as text
 * @param holds each of its fields that is there, by its path without indexes in camel case; once
 *     more with {@code =VALUE} where it is no object and no list
 * @param told all codes with their places, each as {@code CODE place}, the place again without
 *     indexes in camel case
 */
record ShownCase(String document, List<String> holds, List<String> told) {

  /** The folders whose cases are one rule's or few rules', each. */
  private static final List<String> FOLDERS =
      List.of("spec/rules", "vertex/rules", "policy/cases", "plan/advice", "plan/cases");

  private static final List<String> EXPECTED =
      List.of("expect", "problems", "warnings", "policyProblems");

  /** As golden texts and case files write a problem: code, place in quotes or not, facts. */
  private static final Pattern LINE =
      Pattern.compile("(?:problem |warning )?([A-Z][A-Z0-9_]{3,}) '?(.*?)'? \\{.*", Pattern.DOTALL);

  /**
   * Whether something stands in the document: a text in quotes, or else the end of a path, perhaps
   * with {@code =VALUE}.
   */
  boolean has(String something) {
    return something.startsWith("\"")
        ? document.contains(something.substring(1, something.length() - 1))
        : holds.stream().anyMatch(field -> ("." + field).endsWith("." + something));
  }

  /** Everything in {@link #FOLDERS}, by its folder and name. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (String folder : FOLDERS) {
      CaseFiles.in(folder).all().stream()
          .map(file -> folder + "/" + CaseFiles.stem(file))
          .forEach(names::add);
    }
    return names;
  }

  /**
   * Reads a case.
   *
   * @param name its folder and its name without an ending, such as {@code vertex/rules/a-case};
   *     behind a {@code #} the one submission of several that is meant
   */
  static ShownCase of(String name) {
    String[] parts = name.split("#", 2);
    Path golden = CaseFiles.ROOT.resolve(parts[0] + ".txt");
    try {
      if (Files.exists(golden)) {
        return ofGolden(
            new String(Files.readAllBytes(document(golden)), UTF_8), Files.readAllLines(golden));
      }
      JsonObject file =
          JsonParser.parseString(Files.readString(CaseFiles.ROOT.resolve(parts[0] + ".json")))
              .getAsJsonObject();
      return ofFile(parts.length == 1 ? file : only(file, parts[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path document(Path golden) {
    return CaseFiles.in(golden.getParent()).all().stream()
        .filter(file -> CaseFiles.stem(file).equals(CaseFiles.stem(golden)))
        .filter(file -> !file.equals(golden))
        .findFirst()
        .orElseThrow();
  }

  private static ShownCase ofGolden(String document, List<String> lines) {
    List<String> told =
        lines.stream()
            .map(LINE::matcher)
            .filter(Matcher::matches)
            .map(line -> line.group(1) + " " + plain(line.group(2)))
            .toList();
    return new ShownCase(document, List.of(), told);
  }

  /** The case without its other submissions. */
  private static JsonObject only(JsonObject file, String id) {
    JsonObject only = file.deepCopy();
    for (String list : List.of("queue", "expect")) {
      JsonArray kept = new JsonArray();
      file.getAsJsonArray(list).asList().stream()
          .filter(entry -> entry.getAsJsonObject().get("id").getAsString().equals(id))
          .forEach(kept::add);
      only.add(list, kept);
    }
    return only;
  }

  private static ShownCase ofFile(JsonObject file) {
    List<String> told = new ArrayList<>();
    JsonObject given = file.deepCopy();
    for (String name : EXPECTED) {
      if (file.has(name)) {
        problems(given.remove(name), told);
      }
    }
    List<String> holds = new ArrayList<>();
    fields(given, "", holds);
    return new ShownCase(given.toString(), List.copyOf(holds), List.copyOf(told));
  }

  private static void problems(JsonElement expected, List<String> told) {
    if (expected.isJsonArray()) {
      expected.getAsJsonArray().forEach(each -> problems(each, told));
    } else if (expected.isJsonPrimitive()) {
      Matcher line = LINE.matcher(expected.getAsString());
      if (line.matches()) {
        told.add(line.group(1) + " " + plain(line.group(2)));
      }
    } else if (expected.isJsonObject() && expected.getAsJsonObject().has("code")) {
      JsonObject problem = expected.getAsJsonObject();
      String where = problem.has("where") ? problem.get("where").getAsString() : "";
      told.add(problem.get("code").getAsString() + " " + plain(where));
    } else if (expected.isJsonObject()) {
      expected.getAsJsonObject().asMap().values().forEach(each -> problems(each, told));
    }
  }

  private static void fields(JsonElement value, String path, List<String> holds) {
    if (value.isJsonArray()) {
      value.getAsJsonArray().forEach(each -> fields(each, path, holds));
    } else if (value.isJsonObject()) {
      value
          .getAsJsonObject()
          .asMap()
          .forEach(
              (name, inner) -> {
                String field = path.isEmpty() ? plain(name) : path + "." + plain(name);
                holds.add(field);
                fields(inner, field, holds);
              });
    } else if (value.isJsonPrimitive()) {
      holds.add(path + "=" + value.getAsString());
    }
  }

  /** A path or name without indexes and in camel case. */
  private static String plain(String path) {
    Matcher snake = Pattern.compile("_([a-z])").matcher(path.replaceAll("\\[\\d+]", ""));
    return snake.replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }
}
