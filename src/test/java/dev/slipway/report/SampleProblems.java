package dev.slipway.report;

import dev.slipway.CaseFiles;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The messages under {@code messages/}: a problem's place and facts, a blank line, and what must be
 * said. A file is named after its code; after a dot stands what is special about it.
 */
final class SampleProblems {

  private static final CaseFiles CASES = CaseFiles.in("report/messages");

  /**
   * One file.
   *
   * @param name without its ending
   * @param problem what it holds
   * @param said what must be said: the line, and then the help
   */
  record Sample(String name, Problem problem, String said) {
    @Override
    public String toString() {
      return name;
    }
  }

  private SampleProblems() {}

  static List<Sample> all() {
    return CASES.all().stream().map(SampleProblems::read).toList();
  }

  /** Writes what is said anew; place and facts stay. */
  static void write(Sample sample, String said) {
    Path file = CASES.file(sample.name() + ".txt");
    try {
      Files.writeString(file, Files.readString(file).split("\n\n", 2)[0] + "\n\n" + said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample read(Path file) {
    try {
      String name = file.getFileName().toString().replaceFirst("\\.txt$", "");
      String[] parts = Files.readString(file).split("\n\n", 2);
      Map<String, String> facts = new LinkedHashMap<>();
      parts[0]
          .lines()
          .map(line -> line.split(" = ?", 2))
          .forEach(fact -> facts.put(fact[0], fact[1].replace("\\t", "\t")));
      String where = facts.remove("where");
      ProblemCode code = ProblemCode.valueOf(name.replaceFirst("\\..*", ""));
      return new Sample(name, new Problem(code, where == null ? "" : where, facts), parts[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
