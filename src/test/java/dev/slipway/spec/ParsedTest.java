package dev.slipway.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A job without a name is called as its object. */
class ParsedTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "{\"jobSpec\": {}}, displayName",
        "`{\"displayName\": \"\", \"jobSpec\": {}}`, displayName",
        "`{\"display_name\": null, \"job_spec\": {}}`, display_name",
        "{\"job_spec\": {}}, display_name",
      })
  void aJobWithoutANameIsGivenOne(String spec, String field) {
    Json.Obj named = parse(spec).named("team/job.json").document().orElseThrow();
    assertEquals(new Json.Member(field, new Json.Text("team/job.json")), named.members().get(0));
    assertEquals(2, named.members().size());
  }

  @Test
  void aNameThatIsThereStays() {
    Parsed parsed = parse("{\"displayName\": \"mine\", \"jobSpec\": {}}");
    assertEquals(parsed, parsed.named("team/job.json"));
    Parsed number = parse("{\"displayName\": 7, \"jobSpec\": {}}");
    assertEquals(number, number.named("team/job.json"));
  }

  @Test
  void whatHasNoObjectOrIsNoJobStaysWithoutOne() {
    Parsed parsed = parse("{\"jobSpec\": {}}");
    assertEquals(parsed, parsed.named(""));
    assertEquals(Optional.empty(), parse("7").named("team/job.json").document());
  }

  @Test
  void ofALongNameTheEndIsTaken() {
    String longest = "\ud83d\ude00".repeat(128);
    assertEquals(
        List.of(longest, longest),
        List.of(nameOf("{\"jobSpec\": {}}", longest), nameOf("{\"jobSpec\": {}}", "a" + longest)));
  }

  private static String nameOf(String spec, String object) {
    Json name = parse(spec).named(object).document().orElseThrow().get("displayName").orElseThrow();
    return ((Json.Text) name).value();
  }

  private static Parsed parse(String spec) {
    return SpecParser.parse(spec.getBytes(UTF_8));
  }
}
