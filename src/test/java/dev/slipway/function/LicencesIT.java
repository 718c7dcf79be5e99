package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is shipped may be shipped, and the bill of materials tells all of it. */
class LicencesIT {

  private static final Path BILL = Path.of("target/slipway-sbom.json");
  private static final Path LIST = Path.of("function/third-party.txt");

  /**
   * Licences of libraries that work under Apache-2.0 may ship with
   * (https://www.apache.org/legal/resolved.html#category-a). Go's is BSD-3-Clause by another name.
   */
  private static final Set<String> COMPATIBLE =
      Set.of("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "Go License");

  /** Needs no bill of materials, so that a library is not forgotten where none is made. */
  @Test
  void everyJarOfTheBundleIsInTheList() throws IOException {
    Set<String> listed =
        Files.readAllLines(LIST).stream()
            .map(line -> line.replaceFirst("^[^:]+:([^:]+): .*$", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));
    try (Stream<Path> jars = Files.list(Path.of("target/function/lib"))) {
      assertEquals(
          jars.map(
                  jar ->
                      jar.getFileName()
                          .toString()
                          .replaceFirst("-(?:v\\d+-rev)?\\d[^/]*\\.jar$", ""))
              .collect(Collectors.toCollection(TreeSet::new)),
          listed);
    }
  }

  @Test
  void everyJarOfTheBundleIsInTheBillOfMaterials() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of("target/function/lib"))) {
      assertEquals(
          jars.map(jar -> jar.getFileName().toString()).sorted().toList(),
          components()
              .map(part -> text(part, "name") + "-" + text(part, "version") + ".jar")
              .sorted()
              .toList());
    }
  }

  @Test
  void everyLicenceIsCompatibleWithOurs() throws IOException {
    assertEquals(
        Map.of(),
        licences().entrySet().stream()
            .filter(part -> part.getValue().stream().noneMatch(COMPATIBLE::contains))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
        "of several licences one must do");
  }

  @Test
  void theListOfLicencesIsUpToDate() throws IOException {
    String list =
        licences().entrySet().stream()
            .map(part -> part.getKey() + ": " + String.join(" or ", part.getValue()) + "\n")
            .collect(Collectors.joining());
    if (!list.equals(Files.readString(LIST))) {
      Path made = Files.writeString(Path.of("target/third-party.txt"), list);
      assertEquals(
          Files.readString(LIST),
          list,
          () -> "if each difference is meant: cp " + made + " " + LIST);
    }
  }

  /** The image holds the framework as well, one jar that says what it is made of. */
  @Test
  void everyLibraryInTheFrameworkOfTheImageIsInAListOfItsOwn() throws IOException {
    Map<String, List<String>> listed = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("function/container/third-party.txt"))) {
      int end = line.lastIndexOf(": ");
      listed.put(line.substring(0, end), List.of(line.substring(end + 2).split(" or ")));
    }
    assertEquals(
        partsOf(Path.of("target/cli/lib/java-function-invoker-2.0.0.jar")), listed.keySet());
    assertEquals(
        List.of(),
        listed.entrySet().stream()
            .filter(part -> part.getValue().stream().noneMatch(COMPATIBLE::contains))
            .toList());
  }

  private static Set<String> partsOf(Path jar) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.endsWith("/pom.properties"))
          .map(name -> name.replaceFirst("^META-INF/maven/([^/]+)/([^/]+)/.*$", "$1:$2"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** Of each library without its version, so that an update alone changes nothing. */
  private static Map<String, List<String>> licences() throws IOException {
    Map<String, List<String>> licences = new TreeMap<>();
    components()
        .forEach(
            part -> licences.put(text(part, "group") + ":" + text(part, "name"), licences(part)));
    return licences;
  }

  private static List<String> licences(JsonObject part) {
    JsonArray choices = part.getAsJsonArray("licenses");
    return choices == null
        ? List.of()
        : choices.asList().stream()
            .map(JsonElement::getAsJsonObject)
            .map(LicencesIT::licence)
            .sorted()
            .toList();
  }

  private static String licence(JsonObject choice) {
    if (choice.has("expression")) {
      return text(choice, "expression");
    }
    JsonObject licence = choice.getAsJsonObject("license");
    return text(licence, licence.has("id") ? "id" : "name");
  }

  private static Stream<JsonObject> components() throws IOException {
    assumeTrue(Files.exists(BILL), "the plugin makes no bill of materials when Maven is offline");
    return JsonParser.parseString(Files.readString(BILL))
        .getAsJsonObject()
        .getAsJsonArray("components")
        .asList()
        .stream()
        .map(JsonElement::getAsJsonObject);
  }

  private static String text(JsonObject json, String name) {
    return json.get(name).getAsString();
  }
}
