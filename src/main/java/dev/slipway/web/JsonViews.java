package dev.slipway.web;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.view.Overview.Pool;
import dev.slipway.dispatch.view.Overview.QueuedItem;
import dev.slipway.dispatch.view.Overview.ResourceOverview;
import dev.slipway.dispatch.view.ResourceSnapshot.Holder;
import dev.slipway.dispatch.view.SubmissionDetails;
import dev.slipway.report.ConsoleLink;
import dev.slipway.report.JsonFields;
import dev.slipway.report.ShownJson;
import dev.slipway.report.StatusJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The same as the pages, for programs; docs/STATUS-PAGE.md has the fields. What is absent is left
 * out.
 */
final class JsonViews {

  private static final int SCHEMA_VERSION = 1;

  private JsonViews() {}

  static String overview(Selection selection, Map<String, Status> told) {
    JsonObject json = document();
    json.addProperty("at", RelativeTime.minute(selection.overview().at()).toString());
    selection.overview().pause().ifPresent(pause -> json.add("pause", StatusJson.problem(pause)));
    if (!selection.overview().notices().isEmpty()) {
      json.add("notices", list(selection.overview().notices(), StatusJson::problem));
    }
    json.add("resources", list(selection.overview().resources(), JsonViews::resource));
    json.add("waiting", part(selection.waiting(), JsonViews::waits));
    json.add("running", part(selection.active(), JsonViews::active));
    json.add("ended", part(selection.ended(), entry -> ended(entry, told)));
    json.addProperty("endedIsCut", selection.overview().isEndedCut());
    JsonArray unreadable = new JsonArray();
    selection.overview().unreadable().forEach(unreadable::add);
    json.add("unreadable", unreadable);
    return text(json);
  }

  static String submission(SubmissionDetails dossier, Query query) {
    JsonObject json = document();
    json.add("status", StatusJson.document(dossier.status()));
    dossier.entry().ifPresent(entry -> record(json, entry));
    boolean isWhole = MaskedSpec.isAskedFor(query);
    JsonFields.addText(
        json, "spec", isWhole ? dossier.spec() : MaskedSpec.of(dossier.spec()).orElse(""));
    json.addProperty("specIsMasked", !isWhole);
    return text(json);
  }

  static String notice(String title, String fact, String help) {
    JsonObject json = document();
    json.addProperty("error", title);
    json.addProperty("detail", fact);
    json.addProperty("help", help);
    return text(json);
  }

  private static JsonObject document() {
    JsonObject json = new JsonObject();
    json.addProperty("schemaVersion", SCHEMA_VERSION);
    return json;
  }

  private static <T> JsonObject part(ListPage<T> part, Function<T, JsonElement> write) {
    JsonObject json = new JsonObject();
    json.addProperty("total", part.total());
    json.addProperty("page", part.page());
    json.addProperty("pages", part.pages());
    json.add("rows", list(part.rows(), write));
    return json;
  }

  private static JsonObject resource(ResourceOverview resource) {
    JsonObject json = new JsonObject();
    json.addProperty("id", resource.id());
    json.addProperty("exists", resource.resource().isPresent());
    resource.resource().ifPresent(found -> json.addProperty("state", found.state().name()));
    json.addProperty("waiting", resource.queue().size());
    json.add("pools", list(resource.pools(), JsonViews::pool));
    return json;
  }

  private static JsonObject pool(Pool pool) {
    JsonObject json = new JsonObject();
    json.addProperty("id", pool.pool().id());
    JsonObject shape = new JsonObject();
    pool.pool().shape().fields().forEach(shape::addProperty);
    json.add("shape", shape);
    json.addProperty("replicas", pool.pool().replicas());
    json.addProperty("capacity", pool.pool().capacity());
    json.addProperty("inUse", pool.taken().inUse());
    json.addProperty("soon", pool.taken().soon());
    json.addProperty("reserved", pool.reserved());
    json.addProperty("free", pool.free());
    json.addProperty("headroom", pool.headroom());
    json.add("holders", list(pool.holders(), JsonViews::holder));
    return json;
  }

  private static JsonObject holder(Holder holder) {
    JsonObject json = new JsonObject();
    JsonFields.addText(json, "job", holder.job());
    JsonFields.addText(json, "object", holder.spec());
    json.addProperty("replicas", holder.counted().replicas());
    json.addProperty("running", holder.counted().running());
    return json;
  }

  private static JsonObject waits(QueuedItem waits) {
    JsonObject json = StatusJson.document(waits.status());
    record(json, waits.entry());
    json.addProperty("next", waits.isNext());
    return json;
  }

  private static void record(JsonObject json, SubmissionRecord entry) {
    json.addProperty("priority", entry.request().priority());
    json.addProperty("arrival", entry.request().arrival().toString());
    JsonFields.addText(json, "name", entry.request().name());
  }

  private static JsonObject active(Selection.Under under) {
    JsonObject json = new JsonObject();
    under
        .active()
        .entry()
        .map(SubmissionRecord::submission)
        .ifPresent(submission -> json.add("submission", StatusJson.submission(submission)));
    json.addProperty("state", under.active().state().name());
    json.addProperty("since", under.active().since().toString());
    json.addProperty("resource", under.resource());
    JsonFields.addText(json, "job", under.active().job());
    JsonFields.addText(json, "console", ConsoleLink.ofJob(under.active().job()).orElse(""));
    json.add("warnings", list(under.active().warnings(), StatusJson::problem));
    return json;
  }

  private static JsonObject ended(StatusIndex.ListedStatus entry, Map<String, Status> told) {
    JsonObject json =
        Optional.ofNullable(told.get(entry.name()))
            .map(StatusJson::document)
            .orElseGet(() -> listed(entry));
    json.addProperty("updated", entry.updated().toString());
    return json;
  }

  private static JsonObject listed(StatusIndex.ListedStatus entry) {
    JsonObject submission = new JsonObject();
    submission.addProperty("bucket", entry.bucket());
    JsonFields.addText(submission, "object", entry.object());
    submission.addProperty("id", entry.id());
    JsonObject json = new JsonObject();
    json.add("submission", submission);
    entry.state().ifPresent(state -> json.addProperty("state", state.name()));
    return json;
  }

  private static <T> JsonArray list(List<T> values, Function<T, ? extends JsonElement> write) {
    JsonArray json = new JsonArray();
    values.stream().map(write).forEach(json::add);
    return json;
  }

  private static String text(JsonObject json) {
    return ShownJson.of(json);
  }
}
