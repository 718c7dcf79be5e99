package dev.slipway.report;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Problems as people read them: the fact, then what to do. The words stand in {@code wording.txt},
 * all of them; a test holds that every code has some.
 */
public final class Wording {

  private static final String SOURCE = "wording.txt";

  /**
   * What is said for one code.
   *
   * @param detail template of the fact
   * @param help template of what to do
   */
  private record Words(String detail, String help) {}

  private static final Map<ProblemCode, Words> WORDS = read();

  private Wording() {}

  /** What is wrong, with its values: {@code pd-standard asked, pool "gpu" has pd-ssd}. */
  public static String detail(Problem problem) {
    return Template.fill(words(problem).detail(), problem.facts());
  }

  /** What to do about it, with the page that says so where the rule is Google's. */
  public static String help(Problem problem) {
    return Template.fill(words(problem).help(), problem.facts());
  }

  /** Where, and what is wrong there, in one line; just the latter when it concerns the whole. */
  public static String line(Problem problem) {
    return problem.where().isEmpty()
        ? detail(problem)
        : SafeText.shortened(problem.where()) + ": " + detail(problem);
  }

  /** The codes that have words. */
  static List<ProblemCode> worded() {
    return List.copyOf(WORDS.keySet());
  }

  private static Words words(Problem problem) {
    return Optional.ofNullable(WORDS.get(problem.code()))
        .orElseThrow(() -> new IllegalStateException("no words for " + problem.code()));
  }

  private static Map<ProblemCode, Words> read() {
    Map<ProblemCode, Words> words = new EnumMap<>(ProblemCode.class);
    for (String block : withoutComments().split("\n\n+", -1)) {
      List<String> lines = block.lines().filter(line -> !line.isBlank()).toList();
      if (!lines.isEmpty()) {
        String help = String.join(" ", lines.subList(2, lines.size()));
        words.put(ProblemCode.valueOf(lines.get(0)), new Words(lines.get(1), help));
      }
    }
    return Collections.unmodifiableMap(words);
  }

  private static String withoutComments() {
    try (InputStream source = Wording.class.getResourceAsStream(SOURCE)) {
      if (source == null) {
        throw new IllegalStateException(SOURCE + " is missing from the jar");
      }
      String text = new String(source.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("\n", -1))
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
