package dev.slipway.cli;

import dev.slipway.CaseFiles;
import dev.slipway.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands and what they print, in files: the command behind {@code $ slipway}, standard output,
 * standard error below a line {@code ---}, and the exit code. {@code -Dslipway.write=true} writes
 * them anew.
 */
class GoldenOutputTest {

  private static final String PROMPT = "$ slipway ";

  static List<Path> files() {
    return CaseFiles.in("cli/golden").all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void itPrintsWhatTheFileShows(Path file) throws IOException {
    String golden = Files.readString(file);
    String command = golden.lines().findFirst().orElseThrow();
    CommandLines.CommandLineResult result = CommandLines.run(arguments(command));
    String shown =
        "%s\n%s%sexit code %d\n"
            .formatted(
                command,
                result.out(),
                result.err().isEmpty() ? "" : "---\n" + result.err(),
                result.exitCode());
    GoldenFile.check(file, shown);
  }

  private static String[] arguments(String command) {
    return command.substring(PROMPT.length()).split(" ", -1);
  }
}
