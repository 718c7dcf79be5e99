package dev.slipway.dispatch.check;

import dev.slipway.CaseFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A block of {@code rules.txt}.
 *
 * @param code what is told of who breaks the rule
 * @param place where: a path without indexes in camel case, {@code *} for anything; empty when it
 *     concerns the whole
 * @param fails cases that break it
 * @param passes cases that keep it
 * @param having what the rule looks at, all of which stands in those that keep it; just the place
 *     when the block does not say
 * @param happens tests of what is no rule on a spec, but happens to one
 */
record ShownRule(
    String code,
    String place,
    List<String> fails,
    List<String> passes,
    List<String> having,
    List<String> happens) {

  static final Path LIST = CaseFiles.ROOT.resolve("dispatch/check/rules.txt");

  static List<ShownRule> all() throws IOException {
    String list =
        Files.readAllLines(LIST).stream()
            .filter(line -> !line.startsWith("#"))
            .collect(Collectors.joining("\n"));
    return Stream.of(list.strip().split("\n\\s*\n")).map(ShownRule::of).toList();
  }

  private static ShownRule of(String block) {
    List<String> lines = Arrays.asList(block.split("\n"));
    String[] head = lines.get(0).split(" ", 2);
    String place = head.length == 1 ? "" : head[1];
    List<String> having = lines(lines, "having");
    return new ShownRule(
        head[0],
        place,
        lines(lines, "fails"),
        lines(lines, "passes"),
        having.isEmpty() && !place.isEmpty() ? List.of(place) : having,
        lines(lines, "happens"));
  }

  private static List<String> lines(List<String> block, String kind) {
    return block.stream()
        .map(String::strip)
        .filter(line -> line.startsWith(kind + " "))
        .map(line -> line.substring(kind.length()).strip())
        .toList();
  }

  /** Whether somebody is told of this rule; what is told is {@code CODE place}. */
  boolean isTold(String told) {
    String pattern = Pattern.quote(code + " " + place).replace("*", "\\E.*\\Q");
    return Pattern.matches(pattern, told);
  }

  @Override
  public String toString() {
    return place.isEmpty() ? code : code + " at " + place;
  }
}
