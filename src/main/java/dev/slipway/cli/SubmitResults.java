package dev.slipway.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.dispatch.model.Status;
import dev.slipway.report.StatusJson;
import dev.slipway.report.StatusText;
import java.io.PrintWriter;
import java.util.List;

/** What came of submitting several specs, as it is printed. */
final class SubmitResults {

  private SubmitResults() {}

  static void print(List<SubmitResult> outcomes, boolean isJson, PrintWriter out) {
    if (isJson) {
      JsonArray specs = new JsonArray();
      outcomes.stream().map(SubmitResults::json).forEach(specs::add);
      JsonObject document = Reports.document();
      document.add("specs", specs);
      out.print(Reports.text(document));
    } else {
      outcomes.forEach(each -> out.print(text(each)));
      out.print(outcomes.size() > 1 ? summary(outcomes) : "");
    }
    out.flush();
  }

  private static String text(SubmitResult outcome) {
    Paint paint = Paint.asAsked();
    if (outcome.submission().isEmpty()) {
      return Report.of(outcome.checked()).text(paint)
          + "not uploaded; --no-check uploads it all the same\n";
    }
    if (outcome.status().isEmpty()) {
      String object = outcome.checked().object();
      return object + "  has no status yet; './slipway status " + object + "' tells it later\n";
    }
    Status status = outcome.status().get();
    return status.state().isOver() || status.waiting().isPresent()
        ? paint.states(StatusText.of(status))
        : "";
  }

  private static String summary(List<SubmitResult> outcomes) {
    Table table = new Table("file", "spec", "state");
    for (SubmitResult each : outcomes) {
      table.row(each.checked().file(), each.checked().object(), each.state());
    }
    return "\n" + Paint.asAsked().states(table.toString());
  }

  private static JsonObject json(SubmitResult outcome) {
    JsonObject json = new JsonObject();
    json.addProperty("file", outcome.checked().file());
    json.addProperty("uploaded", outcome.submission().isPresent());
    json.add("problems", Reports.problems(outcome.problems()));
    outcome.submission().ifPresent(as -> json.add("submission", StatusJson.submission(as)));
    outcome.status().ifPresent(told -> json.add("status", StatusJson.document(told)));
    return json;
  }
}
