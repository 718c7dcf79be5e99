package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Every call that the function makes, times every fault that the emulators know, over real wires:
 * what becomes of the submission stands in a table, which is compared as a whole.
 */
class FaultMatrixIT {

  private static final Path TABLE =
      Path.of("src/test/resources/dev/slipway/function/fault-matrix.md");
  private static final Path FOUND = Path.of("target/fault-matrix.md");

  @Test
  void whateverFailsEverySubmissionEndsAsItsTableSays() throws IOException, InterruptedException {
    String found = FaultMatrix.run();
    Files.writeString(FOUND, found);

    assertEquals(
        Files.readString(TABLE),
        found,
        () -> "if each difference is meant and right by the design: cp " + FOUND + " " + TABLE);
  }
}
