package dev.slipway.dispatch.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.CaseFiles;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.report.StatusText;
import dev.slipway.vertex.JobSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Specs as people have them in public repositories, written anew: each under {@code valid/} is
 * accepted, with the warnings beside it in {@code NAME.txt} at most.
 */
class ValidSpecsTest {

  private static final CaseFiles CASES = CaseFiles.in("dispatch/check/valid");

  static List<String> documents() {
    return CASES.documents();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void itIsAcceptedWithTheseWarningsAtMost(String name) throws IOException {
    SpecReading reading =
        SpecReading.of(
            Files.readAllBytes(CASES.file(name)),
            new JobSchema("us-central1"),
            new SpecContext("training", "team/train", new Team.Folder("team"), Policy.ALLOW_ALL));

    assertEquals("", StatusText.problems("Refused because", reading.problems()));
    CASES.assertTold(name, StatusText.problems("Look at", reading.warnings()));
  }
}
