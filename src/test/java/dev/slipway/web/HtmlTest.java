package dev.slipway.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Text stays text. */
final class HtmlTest {

  @Test
  void textAndAttributesAreEscaped() {
    assertEquals(
        "<p title=\"&quot;&gt;&lt;b&gt;\">&lt;i&gt; &amp;amp; &#39;</p>",
        Element.of(Tag.P).with(Attribute.TITLE, "\"><b>").of("<i> &amp; '").markup());
  }

  @Test
  void whatWouldBeObeyedIsSpelledOut() {
    assertEquals("\\u202egpj.exe\\u0000", Html.text("\u202egpj.exe\u0000").markup());
  }

  @Test
  void linesStay() {
    assertEquals("a\n  &lt;b&gt;\nc", Html.lines("a\n  <b>\r\nc").markup());
  }

  @Test
  void aScriptIsNeverWrittenIntoAPage() {
    assertThrows(IllegalArgumentException.class, () -> Element.of(Tag.SCRIPT).of("alert(1)"));
  }

  @Test
  void anyNameSurvivesALink() {
    String name = "a b/%2F?&=#+\u00fc\ud83d\udea2/../.json";
    String address = Link.object("specs", name).address();

    assertEquals(name, Query.of(address.substring(address.indexOf('?') + 1)).get("object"));
  }

  @Test
  void onlyGooglesDocumentationIsLinked() {
    assertEquals(true, Link.documentation("https://cloud.google.com/storage").isPresent());
    assertEquals(false, Link.documentation("https://cloud.google.com.example.com/").isPresent());
    assertEquals(false, Link.documentation("javascript:alert(1)").isPresent());
  }

  @Test
  void agesAreToldInTheirTwoLargestUnits() {
    assertEquals(
        List.of("under 1 min", "under 1 min", "1 min", "59 min", "1 h 0 min", "3 d 4 h"),
        List.of(-5L, 59L, 60L, 3599L, 3600L, 3 * 86400 + 4 * 3600 + 59L).stream()
            .map(Duration::ofSeconds)
            .map(RelativeTime::words)
            .toList());
  }
}
