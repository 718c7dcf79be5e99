package dev.slipway.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathsTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "z", "A", "Z", "_", "aa", "az", "aA", "aZ", "a0", "a9", "a_", "a-"})
  void aPlainNameStandsBehindADot(String name) {
    assertEquals(name, Paths.member("", name));
    assertEquals("labels." + name, Paths.member("labels", name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "9", "-", "a`", "a{", "a@", "a[", "a/", "a:", "a b", "ä", "a.b"})
  void anyOtherNameIsQuoted(String name) {
    assertEquals("[\"" + name + "\"]", Paths.member("", name));
    assertEquals("labels[\"" + name + "\"]", Paths.member("labels", name));
  }

  @Test
  void quotesAndBackslashesAreEscaped() {
    assertEquals("[\"a\\\"b\\\\\"]", Paths.member("", "a\"b\\"));
  }

  @Test
  void ofANameOverAHundredCharactersTheFirstHundredAreShown() {
    String hundred = "n".repeat(100);
    assertEquals(hundred, Paths.shortened(hundred));
    assertEquals(hundred + "…", Paths.shortened(hundred + "n"));
  }

  @Test
  void noPairOfSurrogatesIsSplit() {
    String pair = "\ud83d\ude00";
    assertEquals("n".repeat(99) + "…", Paths.shortened("n".repeat(99) + pair));
    assertEquals("n".repeat(98) + pair + "…", Paths.shortened("n".repeat(98) + pair + "n"));
  }

  @ParameterizedTest
  @CsvSource({
    "jobSpec, jobSpec, true",
    "jobSpec, jobSpec.network, true",
    "jobSpec, jobSpec[0], true",
    "jobSpec, jobSpecs, false",
    "jobSpec, job, false",
    "jobSpec.network, jobSpec, false",
  })
  void aPathLeadsToItselfAndToWhatIsInsideOfIt(String path, String other, boolean leads) {
    assertEquals(leads, Paths.isAtOrBelow(path, other));
  }

  @Test
  void itemsAreCountedFromZero() {
    assertEquals("jobSpec.workerPoolSpecs[0]", Paths.item("jobSpec.workerPoolSpecs", 0));
  }
}
