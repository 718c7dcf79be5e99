package dev.slipway.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.CaseFiles;
import dev.slipway.GoldenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The names that others rely on, in files: a headline that begins with {@code #}, then one name a
 * line, sorted. With {@code -Dslipway.write=true} new names are added; none is ever removed.
 */
public final class Contract {

  private static final Path FOLDER = CaseFiles.ROOT.resolve("contract");
  private static final String HEADLINE = "# ";

  private Contract() {}

  /** The names in a list. */
  public static SortedSet<String> names(String list) {
    try (Stream<String> lines = Files.lines(file(list))) {
      return new TreeSet<>(lines.skip(1).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails unless a list has exactly the names that the code has. */
  public static void check(String list, Collection<String> code) {
    SortedSet<String> missing = new TreeSet<>(code);
    missing.removeAll(names(list));
    if (GoldenFile.isWriting()) {
      add(list, missing);
      missing.clear();
    }
    SortedSet<String> gone = names(list);
    gone.removeAll(code);
    String advice =
        Stream.concat(
                gone.stream().map(name -> isGone(list, name)),
                missing.stream().map(name -> isNew(list, name)))
            .reduce("", String::concat);

    assertEquals("", advice);
    assertEquals(String.join("\n", names(list)), body(list), file(list) + " must be sorted");
  }

  private static String isGone(String list, String name) {
    return """

        "%s" of %s is gone from the code. Names that others rely on stay: bring it back. If safety forces a change, refuse the
        old form with advice on how to write the new one, say so in CHANGELOG.md, and only then remove the line.
        """
        .formatted(name, file(list));
  }

  private static String isNew(String list, String name) {
    return """

        "%s" is new, and from its release on it cannot be renamed. If it is right, add this line to %s (-Dslipway.write=true does)
        and an entry to CHANGELOG.md:
        %1$s
        """
        .formatted(name, file(list));
  }

  private static void add(String list, SortedSet<String> missing) {
    SortedSet<String> all = names(list);
    all.addAll(missing);
    try {
      Files.writeString(file(list), headline(list) + "\n" + String.join("\n", all) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String headline(String list) {
    String headline = lines(list).get(0);
    assertEquals(HEADLINE, headline.substring(0, HEADLINE.length()));
    return headline;
  }

  private static String body(String list) {
    return String.join("\n", lines(list).subList(1, lines(list).size()));
  }

  private static List<String> lines(String list) {
    try {
      return Files.readAllLines(file(list));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String list) {
    return FOLDER.resolve(list + ".txt");
  }
}
