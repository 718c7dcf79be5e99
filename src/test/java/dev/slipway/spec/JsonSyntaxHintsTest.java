package dev.slipway.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSyntaxHintsTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'#a\nb', 0, 2",
        "'#a', 0, 2",
        "'//a\nb', 0, 3",
        "'\n//a\nb', 1, 3",
        "'x/*a*/y', 1, 5",
        "'x/*a', 1, 3",
        "'x/*/', 1, 3",
        "'a#', 0, 0",
        "'/a', 0, 0",
      })
  void aCommentEndsWithItsLineOrAtItsMark(String text, int start, int length) {
    assertEquals(length, JsonSyntaxHints.lengthOfComment(text, start));
  }
}
