package dev.slipway.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

final class ShownJsonTest {

  @Test
  void whatATerminalWouldObeyIsEscapedAndEveryValueStays() {
    String text =
        "a\u001b[31m\u009b\u0085\u202e\u2066\u200b\ufeff\u2028\ud83d\udea2ä\n\udb40\udc41";
    JsonObject document = new JsonObject();
    document.addProperty("object", text);

    String shown = ShownJson.of(document);

    assertEquals(
        """
        {
          "object": "a\\u001b[31m\\u009b\\u0085\\u202e\\u2066\\u200b\\ufeff\\u2028🚢ä\\n\\udb40\\udc41"
        }
        """,
        shown);
    assertEquals(document, JsonParser.parseString(shown));
  }
}
