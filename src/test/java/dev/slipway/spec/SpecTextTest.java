package dev.slipway.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpecTextTest {

  @Test
  void aByteOrderMarkInFrontIsNoPartOfTheText() {
    assertEquals(new SpecText("a", Optional.empty()), SpecText.of("\ufeffa".getBytes(UTF_8)));
    assertEquals(new SpecText("a\ufeff", Optional.empty()), SpecText.of("a\ufeff".getBytes(UTF_8)));
    assertEquals(new SpecText("", Optional.empty()), SpecText.of(new byte[0]));
  }

  @Test
  void aSignatureAloneGivesAnotherKindOfFileAway() {
    assertEquals(looksLike("a gzip file"), SpecText.of(new byte[] {0x1f, (byte) 0x8b}));
    assertEquals(looksLike("a zip file"), SpecText.of(new byte[] {0x50, 0x4b, 3, 4}));
    assertEquals(new SpecText("PK", Optional.empty()), SpecText.of(new byte[] {0x50, 0x4b}));
  }

  private static SpecText looksLike(String kind) {
    return new SpecText(
        "", Optional.of(Problem.of(ProblemCode.COMPRESSED_SPEC, "", "looksLike", kind)));
  }
}
