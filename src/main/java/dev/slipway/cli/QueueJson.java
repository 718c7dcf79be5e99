package dev.slipway.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.report.StatusJson;
import java.util.List;

/** What waits and what runs, for programs. */
final class QueueJson {

  private QueueJson() {}

  static String of(Overview seen) {
    JsonObject document = Reports.document();
    seen.pause().ifPresent(pause -> document.add("paused", StatusJson.problem(pause)));
    JsonArray resources = new JsonArray();
    seen.resources().stream().map(QueueJson::resource).forEach(resources::add);
    document.add("resources", resources);
    JsonArray unreadable = new JsonArray();
    seen.unreadable().forEach(unreadable::add);
    document.add("unreadable", unreadable);
    return Reports.text(document);
  }

  private static JsonObject resource(Overview.ResourceOverview resource) {
    JsonObject json = new JsonObject();
    json.addProperty("resource", resource.id());
    resource.resource().ifPresent(it -> json.addProperty("state", it.state().name()));
    JsonArray waiting = new JsonArray();
    resource.queue().stream().map(QueueJson::waits).forEach(waiting::add);
    json.add("waiting", waiting);
    JsonArray active = new JsonArray();
    resource.active().stream().map(QueueJson::active).forEach(active::add);
    json.add("active", active);
    return json;
  }

  private static JsonObject waits(Overview.QueuedItem waits) {
    JsonObject json = new JsonObject();
    waits
        .status()
        .waiting()
        .map(Status.Waiting::position)
        .filter(position -> position > 0)
        .ifPresent(position -> json.addProperty("position", position));
    json.addProperty("next", waits.isNext());
    entry(json, waits.entry());
    json.add(
        "reasons",
        Reports.problems(waits.status().waiting().map(Status.Waiting::reasons).orElse(List.of())));
    json.add("warnings", Reports.problems(waits.status().warnings()));
    return json;
  }

  private static JsonObject active(Overview.ActiveItem active) {
    JsonObject json = new JsonObject();
    json.addProperty("state", active.state().name());
    json.addProperty("since", active.since().toString());
    json.addProperty("job", active.job());
    active
        .entry()
        .ifPresent(
            it -> {
              entry(json, it);
              json.add("placements", StatusJson.document(Status.of(it)).get("placements"));
            });
    json.add("warnings", Reports.problems(active.warnings()));
    return json;
  }

  private static void entry(JsonObject json, SubmissionRecord entry) {
    json.add("submission", StatusJson.submission(entry.submission()));
    json.addProperty("priority", entry.request().priority());
    json.addProperty("arrival", entry.request().arrival().toString());
  }
}
