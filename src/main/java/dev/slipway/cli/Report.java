package dev.slipway.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.dispatch.SpecCheck;
import dev.slipway.report.StatusJson;
import dev.slipway.report.StatusText;
import dev.slipway.spec.Format;
import dev.slipway.spec.Problem;
import java.util.List;

/**
 * What is said of one spec.
 *
 * @param file as the user named it
 * @param verdict what would become of it
 * @param check how it was read
 * @param problems why it is refused
 * @param reasons why it would wait
 * @param warnings what to look at
 * @param more lines of a command's own, each ended by a line feed
 * @param extra fields of a command's own
 */
record Report(
    String file,
    Verdict verdict,
    SpecCheck check,
    List<Problem> problems,
    List<Problem> reasons,
    List<Problem> warnings,
    String more,
    JsonObject extra) {

  /** Of a spec that nothing but itself is known of. */
  static Report of(SpecFiles.Checked checked) {
    SpecCheck check = checked.check();
    return new Report(
        checked.file(),
        check.isValid() ? Verdict.VALID : Verdict.REJECTED,
        check,
        check.problems(),
        List.of(),
        check.warnings(),
        "",
        new JsonObject());
  }

  String text(Paint paint) {
    return file
        + ": "
        + paint.verdict(verdict)
        + check.format().map(format -> ", " + format.text()).orElse("")
        + "\n"
        + StatusText.problems("Refused because", problems)
        + StatusText.problems("Waits because", reasons)
        + StatusText.problems("Look at", warnings)
        + paint.marks(more);
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("file", file);
    json.addProperty("verdict", verdict.name());
    check.format().map(Format::name).ifPresent(format -> json.addProperty("format", format));
    check
        .spec()
        .ifPresent(
            spec -> {
              json.addProperty("displayName", spec.displayName());
              json.addProperty("resource", check.resource());
              json.addProperty("priority", check.priority());
            });
    json.add("problems", list(problems));
    json.add("reasons", list(reasons));
    json.add("warnings", list(warnings));
    extra.asMap().forEach(json::add);
    return json;
  }

  private static JsonArray list(List<Problem> problems) {
    JsonArray list = new JsonArray();
    problems.stream().map(StatusJson::problem).forEach(list::add);
    return list;
  }
}
