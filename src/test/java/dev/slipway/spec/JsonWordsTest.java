package dev.slipway.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWordsTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "0, true",
        "9, true",
        "-0, true",
        "-10, true",
        "10.09, true",
        "0.5e9, true",
        "1E+0, true",
        "1e-90, true",
        "1e9, true",
        "true, true",
        "false, true",
        "null, true",
        "||, false",
        "-, false",
        "01, false",
        "-01, false",
        "00, false",
        "1., false",
        "1.e1, false",
        ".1, false",
        "1e, false",
        "1E, false",
        "1e+, false",
        "1e-, false",
        "1e*1, false",
        "1x, false",
        "1.5x, false",
        "1e5x, false",
        "1:, false",
        "1/, false",
        "+1, false",
        "True, false",
      })
  void aValueIsANumberAsJsonWritesItOrALiteral(String word, boolean isValue) {
    assertEquals(isValue, JsonWords.isValue(word));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "abc, 3",
        "a b, 1",
        "a\tb, 1",
        "a{b, 1",
        "a:b, 1",
        "|a,b|, 1",
        "a\"b, 1",
        "a'b, 1",
        "a//b, 1",
        "a/b, 3",
        "a{{ b c }}d e, 11",
        "{{ b }}, 7",
        "${b}c}, 5",
        "{a, 2",
      })
  void aWordEndsAtWhiteSpaceMarksQuotesAndComments(String text, int length) {
    assertEquals(length, JsonWords.length(text, 0, "'"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "{{ x }} y, 7",
        "${x} y, 4",
        "{{}}, 4",
        "${}, 3",
        "{{ x }, 0",
        "{{ x { }}, 0",
        "{{ x \" }}, 0",
        "{ x }, 0",
        "$x, 0",
        "{{, 0",
        "{{ x, 0",
      })
  void placeholdersInBracesAreTakenWhole(String text, int length) {
    assertEquals(length, JsonWords.lengthInBraces(text, 0));
  }

  @Test
  void placeholdersInBracesEndInTheirLineAndSoon() {
    assertEquals(0, JsonWords.lengthInBraces("{{ x\n }}", 0));
    assertEquals(201, JsonWords.lengthInBraces("{{" + "x".repeat(197) + "}}", 0));
    assertEquals(0, JsonWords.lengthInBraces("{{" + "x".repeat(198) + "}}", 0));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "\"\", 1",
        "\"ab\"c, 3",
        "\"a\\\"b\"c, 5",
        "\"a\\\\\"b\", 4",
        "\"ab, -1",
        "\"ab\\\", -1",
        "\"ab\\, -1",
      })
  void aStringEndsAtTheNextQuoteThatIsNotEscaped(String text, int end) {
    assertEquals(end, JsonWords.endOfString(text, 0, '"'));
  }

  @Test
  void aStringEndsInItsLine() {
    assertEquals(-1, JsonWords.endOfString("\"a\n\"", 0, '"'));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "'ab'c, 4, false",
        "'a“b'c, 5, false",
        "“ab”c, 4, false",
        "“ab“c, 4, false",
        "“a'b”, 5, false",
        "'ab, 3, true",
        "', 1, true",
        "“, 1, true",
        "'', 2, false",
      })
  void aStringInOtherQuotesEndsAtAQuoteOfItsKindOrWithTheText(
      String text, int end, boolean isOpen) {
    assertEquals(end, JsonWords.endOfOtherString(text, 0, "“”"));
    assertEquals(isOpen, JsonWords.isOpen(text, 0, end, "“”"));
  }

  @Test
  void aStringInOtherQuotesEndsWithItsLineAtLast() {
    assertEquals(3, JsonWords.endOfOtherString("'ab\n'", 0, "“”"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "a remark, false",
        "don't, false",
        "a note:, false",
        "a note: , false",
        "a-b, false",
        "||, false",
        "a: b, true",
        ":a, true",
        "\"a\", true",
        "a = b, true",
        "a {, true",
        "a [, true",
        "a }, true",
        "a ], true",
        "'a, true",
        "a 'b, true",
        "--flag, true",
        "a --flag, true",
        "a --, true",
      })
  void aCommentThatMayBePartOfADocumentIsNoRemark(String comment, boolean isLikeCode) {
    assertEquals(isLikeCode, JsonWords.isLikeCode(comment));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "plain, -1",
        "a\\n\\\\\\/\\\"\\b\\f\\r\\tb, -1",
        "a\\u00e9b, -1",
        "a\\u00E9, -1",
        "a\\u0099, -1",
        "a\\u00g0, 1",
        "a\\u00e, 1",
        "a\\u００００, 1",
        "a\\d, 1",
        "ab\\, 2",
        "\\\\\\d, 2",
      })
  void theFirstEscapeThatJsonDoesNotHaveIsFound(String content, int place) {
    assertEquals(place, JsonWords.wrongInString(content, 0, content.length()));
  }

  @Test
  void theFirstControlCharacterInAStringIsFoundButNoSpace() {
    assertEquals(-1, JsonWords.wrongInString(" ", 0, 1));
    assertEquals(1, JsonWords.wrongInString("a\u001f", 0, 2));
    assertEquals(-1, JsonWords.wrongInString("a\tb", 2, 3));
    assertEquals(-1, JsonWords.wrongInString("ab\t", 0, 2));
    assertEquals(0, JsonWords.wrongInString("\\u12", 0, 4));
    assertEquals(0, JsonWords.wrongInString("\\u1234", 0, 5));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "\\d0123456, \\d",
        "\\u12g4567, \\u12g4",
        "\\u1, \\u1",
        "\\u, \\u",
        "\\, \\",
        "\\ x, \\",
      })
  void anEscapeIsToldAsItIs(String text, String told) {
    assertEquals(told, JsonWords.escapeAt(text, 0));
  }

  @Test
  void aControlCharacterIsToldByItsNumber() {
    assertEquals("U+0009", JsonWords.escapeAt("a\t", 1));
    assertEquals("U+001F", JsonWords.escapeAt("\u001f", 0));
  }

  @Test
  void quotesBackslashesAndControlCharactersAreEscapedInAString() {
    assertEquals("\"a\\\"b\\\\c\\u0009\\u001f é\"", JsonWords.quoted("a\"b\\c\t\u001f é"));
    assertEquals("\"\"", JsonWords.quoted(""));
  }
}
