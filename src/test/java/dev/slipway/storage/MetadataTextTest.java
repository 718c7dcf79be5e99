package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "team/job.json", "équipe/日本語 🚢", "a b", "base64", "{\"a\":1}"})
  void mostTextsStandAsTheyAre(String text) {
    assertEquals(text, MetadataText.encode(text));
    assertEquals(text, MetadataText.decode(text));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          ` a`,       base64:IGE=
          `a `,       base64:YSA=
          `a\tb`,     base64:YQli
          `a\u007f`,  base64:YX8=
          `base64:x`, base64:YmFzZTY0Ong=
          """)
  void whatHeadersWouldSpoilIsWrapped(String text, String value) {
    assertEquals(value, MetadataText.encode(text));
    assertEquals(text, MetadataText.decode(value));
  }

  @Test
  void whatIsNotBase64BehindTheMarkIsUnreadable() {
    assertEquals(
        "not Base64: base64:?",
        assertThrows(UnreadableObject.class, () -> MetadataText.decode("base64:?")).getMessage());
  }

  @Test
  void halfASurrogatePairIsUnreadable() {
    assertEquals(
        "half a surrogate pair in a\ud83d",
        assertThrows(UnreadableObject.class, () -> MetadataText.decode("a\ud83d")).getMessage());
  }
}
