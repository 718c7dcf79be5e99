package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.CaseFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/COMMANDS.md promises to scripts is what the golden outputs have. */
class CommandsPageTest {

  private static final Path PAGE = Path.of("docs/COMMANDS.md");
  private static final Pattern OUTPUT =
      Pattern.compile("\\$ slipway (\\w+).*?\n(.*)exit code (\\d+)\n", Pattern.DOTALL);

  /** Names that depend on what is told: the page says where they come from. */
  private static final Set<String> OPEN = Set.of("shape", "facts");

  @Test
  void everyNameInADocumentForProgramsIsOnThePage() throws IOException {
    Set<String> names = new TreeSet<>();
    for (Matcher output : outputs()) {
      if (output.group(2).startsWith("{") && !output.group(1).matches("new|schema")) {
        collect(JsonParser.parseString(output.group(2)), names);
      }
    }
    String page = Files.readString(PAGE);

    assertEquals(
        Set.of(),
        names.stream()
            .filter(name -> !page.matches("(?s).*`" + name + "(\\[])?`.*"))
            .collect(Collectors.toSet()));
    assertEquals(true, names.containsAll(Set.of("verdict", "differences", "holders")));
  }

  private static void collect(JsonElement element, Set<String> names) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(item -> collect(item, names));
    } else if (element instanceof JsonObject object) {
      for (Map.Entry<String, JsonElement> member : object.entrySet()) {
        names.add(member.getKey());
        if (!OPEN.contains(member.getKey())) {
          collect(member.getValue(), names);
        }
      }
    }
  }

  @Test
  void everyExitCodeIsOnThePage() throws IOException {
    Map<String, Set<String>> promised =
        Files.readAllLines(PAGE).stream()
            .dropWhile(line -> !line.matches("\\| command \\| 0 \\| 1 \\|.*"))
            .skip(2)
            .takeWhile(line -> line.startsWith("| `"))
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
            .collect(Collectors.toMap(cells -> cells.get(1), CommandsPageTest::codes));
    List<String> broken = new ArrayList<>();
    for (Matcher output : outputs()) {
      String command = "`" + output.group(1) + "`";
      boolean isEverywhere = Set.of("0", "64", "69").contains(output.group(3));
      if (!isEverywhere && !promised.getOrDefault(command, Set.of()).contains(output.group(3))) {
        broken.add(command + " " + output.group(3));
      }
    }

    assertEquals(List.of(), broken);
    assertEquals(Set.of("0", "1", "2"), promised.get("`plan`"));
  }

  private static Set<String> codes(List<String> cells) {
    return Stream.of(0, 1, 2, 3)
        .filter(code -> !cells.get(code + 2).isEmpty())
        .map(String::valueOf)
        .collect(Collectors.toSet());
  }

  private static List<Matcher> outputs() throws IOException {
    List<Matcher> outputs = new ArrayList<>();
    for (Path file : CaseFiles.in("cli/golden").all()) {
      Matcher output = OUTPUT.matcher(Files.readString(file));
      assertEquals(true, output.matches(), file::toString);
      outputs.add(output);
    }
    return outputs;
  }
}
