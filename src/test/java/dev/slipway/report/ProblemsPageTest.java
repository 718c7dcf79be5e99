package dev.slipway.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.GoldenFile;
import dev.slipway.report.SampleProblems.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/PROBLEMS.md} is made of the wording's sections and the golden messages. */
class ProblemsPageTest {

  private static final Path PAGE = Path.of("docs/PROBLEMS.md");
  private static final Path WORDING = Path.of("src/main/resources/dev/slipway/report/wording.txt");

  private static final String SECTION = "# ---- ";
  private static final String WRITE = "mvn test -Dtest=ProblemsPageTest -Dslipway.write=true";

  private static final String HEAD =
      """
      # Problems

      Everything Slipway has to say about a spec or a submission, by its code: what stands in `code`, `where`, `detail` and
      `help` of a status. Under `problems` it stopped the launch, under `warnings` it did not, under `waiting.reasons` it
      passes by itself. The values are examples.

      <!-- Made of wording.txt and the golden messages. Do not edit: %s -->
      """
          .formatted(WRITE);

  @Test
  void thePageIsUpToDate() throws IOException {
    GoldenFile.check(PAGE, page());
  }

  private static String page() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    List<Sample> samples = SampleProblems.all();
    for (String line : Files.readAllLines(WORDING, UTF_8)) {
      if (line.startsWith(SECTION)) {
        page.append("\n## ").append(line.substring(SECTION.length()).replaceFirst("\\.$", ""));
        page.append('\n');
      } else {
        samples.stream()
            .filter(sample -> sample.name().equals(line))
            .forEach(sample -> page.append(entry(sample)));
      }
    }
    return page.toString();
  }

  private static String entry(Sample sample) {
    String[] said = sample.said().strip().split("\n", 2);
    return "\n### " + sample.name() + "\n\n```\n" + said[0] + "\n```\n\n" + shown(said[1]) + "\n";
  }

  /** As it is said, but that addresses can be followed and nothing is taken for HTML. */
  private static String shown(String help) {
    return help.replace("<", "&lt;").replaceAll("(https://\\S+)", "<$1>");
  }
}
