package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.spec.SpecParser;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class StandardInputTest {

  @Test
  void aSpecMayComeFromStandardInput() {
    String spec =
        """
        workerPoolSpecs:
          machineSpec: {machineType: n1-standard-4}
          replicaCount: 1
          containerSpec: {imageUri: us-docker.pkg.dev/p/images/train:1}
        """;

    assertEquals(
        new CommandLines.CommandLineResult(
            0, "standard input: VALID, a CustomJobSpec, as gcloud's --config takes it\n", ""),
        run(spec, "check", "--default-resource", "training", "-"));
  }

  @Test
  void allThatComesIsCounted() {
    CommandLines.CommandLineResult result =
        run(" ".repeat(SpecParser.LARGEST_BYTES + 100), "check", "-");

    assertEquals(2, result.exitCode());
    assertEquals(
        "  the spec has 1048676 bytes, at most 1048576 are read",
        result.out().lines().skip(2).findFirst().orElse(""));
  }

  @Test
  void itCanBeReadOnceOnly() {
    assertEquals(
        new CommandLines.CommandLineResult(
            64,
            "",
            """
            standard input can be read once only; name - once
            'slipway check --help' says how it is used
            """),
        run("", "check", "-", "-"));
  }

  private static CommandLines.CommandLineResult run(String input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
    try {
      return CommandLines.run(arguments);
    } finally {
      System.setIn(before);
    }
  }
}
