package dev.slipway.cli;

import com.google.gson.JsonObject;
import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import dev.slipway.report.StatusText;
import dev.slipway.spec.Format;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is said of one spec.
 *
 * @param file as the user named it
 * @param verdict what would become of it
 * @param reading how it was read
 * @param why what speaks for that
 * @param own what only one command says
 */
record Report(String file, CheckVerdict verdict, SpecReading reading, Reason why, Own own) {

  /**
   * What speaks for a verdict.
   *
   * @param problems why it is refused
   * @param reasons why it would wait
   * @param warnings what to look at
   */
  record Reason(List<Problem> problems, List<Problem> reasons, List<Problem> warnings) {}

  /**
   * What only one command says; lines are ended by a line feed.
   *
   * @param before lines before the reasons
   * @param after lines behind them
   * @param fields for programs
   */
  record Own(String before, String after, JsonObject fields) {}

  /** Of a spec that nothing but itself is known of. */
  static Report of(SpecFiles.CheckedFile checked) {
    return of(checked, Optional.empty());
  }

  /**
   * Of a spec of whose persistent resource only a description is known.
   *
   * @param resource described; empty when none is
   */
  static Report of(SpecFiles.CheckedFile checked, Optional<PersistentResource> resource) {
    SpecReading reading = checked.reading();
    Optional<Problem> unfit =
        resource
            .filter(described -> reading.isValid() && described.id().equals(reading.resource()))
            .flatMap(checked.context()::unfit);
    return new Report(
        checked.file(),
        reading.isValid() ? CheckVerdict.VALID : CheckVerdict.REJECTED,
        reading,
        new Reason(
            reading.problems(),
            List.of(),
            Stream.concat(reading.warnings().stream(), unfit.stream()).toList()),
        new Own("", "", new JsonObject()));
  }

  String text(Paint paint) {
    return file
        + ": "
        + paint.verdict(verdict)
        + reading.format().map(format -> ", " + format.text()).orElse("")
        + "\n"
        + own.before()
        + StatusText.problems("Refused because", why.problems())
        + StatusText.problems("Waits because", why.reasons())
        + StatusText.problems("Look at", why.warnings())
        + paint.marks(own.after());
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("file", file);
    json.addProperty("verdict", verdict.name());
    reading.format().map(Format::name).ifPresent(format -> json.addProperty("format", format));
    reading
        .spec()
        .ifPresent(
            spec -> {
              json.addProperty("displayName", spec.displayName());
              json.addProperty("resource", reading.resource());
              json.addProperty("priority", reading.priority());
            });
    json.add("problems", Reports.problems(why.problems()));
    json.add("reasons", Reports.problems(why.reasons()));
    json.add("warnings", Reports.problems(why.warnings()));
    own.fields().asMap().forEach(json::add);
    return json;
  }
}
