package dev.slipway.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "train",
        "süß",
        "\ud83d\udea2",
        "a\ud83d\udea2b",
        "\ud83d",
        "\ud800",
        "\udfff",
        "\ud7ff",
        "\ue000",
        "\udea2",
        "a\ud83d",
        "\ud83db",
        "\udea2\ud83d",
        "\ud83d\ud83d\udea2",
        "\ud83d\udea2\udea2"
      })
  void whatCanBeEncodedIsWhatTheEncoderOfTheLibraryTakes(String text) {
    assertEquals(UTF_8.newEncoder().canEncode(text), Utf8.canEncode(text));
  }
}
