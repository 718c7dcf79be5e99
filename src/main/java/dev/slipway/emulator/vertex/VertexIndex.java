package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobState;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.longrunning.Operation;
import com.google.protobuf.Message;
import dev.slipway.emulator.vertex.ReplicaLedger.LedgerPool;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A {@link VertexSnapshot} as one JSON document, with the API's messages in the API's own format.
 */
final class VertexIndex {

  /** The version of the document; others are not understood. */
  private static final int SCHEMA_VERSION = 1;

  private VertexIndex() {}

  /** The document. */
  static String print(VertexSnapshot snapshot) {
    JsonObject json = new JsonObject();
    json.addProperty("schemaVersion", SCHEMA_VERSION);
    json.add("persistentResources", array(snapshot.resources(), VertexIndex::json));
    json.add("persistentResourceEnds", array(snapshot.resourceEnds(), VertexIndex::json));
    json.add("jobs", array(snapshot.jobs(), VertexIndex::json));
    json.add("jobSteps", array(snapshot.jobSteps(), VertexIndex::json));
    json.add("operations", array(snapshot.operations(), VertexIndex::json));
    json.add("pools", array(snapshot.balances(), VertexIndex::json));
    return json + "\n";
  }

  /**
   * Reads a document.
   *
   * @throws RuntimeException if it is none, of whatever kind Gson has for it
   */
  static VertexSnapshot parse(String document) {
    JsonObject json = PersistentResourceFile.tree(document).getAsJsonObject();
    int version = field(json, "schemaVersion").getAsInt();
    if (version != SCHEMA_VERSION) {
      throw new IllegalArgumentException(
          "its schemaVersion is " + version + " and must be " + SCHEMA_VERSION);
    }
    return new VertexSnapshot(
        0,
        list(
            json,
            "persistentResources",
            each -> VertexJson.read(each, PersistentResource.newBuilder()).build()),
        list(json, "persistentResourceEnds", VertexIndex::resourceEnd),
        list(json, "jobs", VertexIndex::job),
        list(json, "jobSteps", VertexIndex::jobStep),
        list(json, "operations", VertexIndex::operation),
        list(json, "pools", VertexIndex::balance));
  }

  private static JsonElement json(Message message) {
    return JsonParser.parseString(VertexJson.print(message));
  }

  private static JsonElement json(PersistentResourceRuns.Step end) {
    JsonObject json = new JsonObject();
    json.addProperty("at", end.at().toString());
    json.addProperty("resource", end.resource());
    json.addProperty("from", end.from().name());
    json.addProperty("operation", end.operation());
    return json;
  }

  private static PersistentResourceRuns.Step resourceEnd(JsonObject json) {
    return new PersistentResourceRuns.Step(
        instant(json, "at"),
        text(json, "resource"),
        PersistentResource.State.valueOf(text(json, "from")),
        text(json, "operation"));
  }

  private static JsonElement json(EmulatedJob.SavedJob job) {
    JsonObject json = new JsonObject();
    json.addProperty("order", job.order());
    json.add("job", json(job.message()));
    json.add("claims", array(job.claims(), VertexIndex::json));
    return json;
  }

  private static EmulatedJob.SavedJob job(JsonObject json) {
    return new EmulatedJob.SavedJob(
        number(json, "order"),
        VertexJson.read(field(json, "job"), CustomJob.newBuilder()).build(),
        list(
            json,
            "claims",
            claim -> new ReplicaLedger.TakenReplicas(pool(claim), number(claim, "replicas"))));
  }

  private static JsonElement json(ReplicaLedger.TakenReplicas claim) {
    JsonObject json = json(claim.from());
    json.addProperty("replicas", claim.replicas());
    return json;
  }

  private static JsonElement json(JobRuns.Ahead ahead) {
    JsonObject json = new JsonObject();
    json.addProperty("job", ahead.job());
    json.addProperty("at", ahead.step().at().toString());
    json.addProperty("to", ahead.step().to().name());
    return json;
  }

  private static JobRuns.Ahead jobStep(JsonObject json) {
    return new JobRuns.Ahead(
        text(json, "job"), new JobStep(instant(json, "at"), JobState.valueOf(text(json, "to"))));
  }

  private static JsonElement json(VertexOperations.SavedOperation kept) {
    JsonObject json = new JsonObject();
    json.addProperty("begun", kept.begun().toString());
    json.add("operation", json(kept.operation()));
    return json;
  }

  private static VertexOperations.SavedOperation operation(JsonObject json) {
    return new VertexOperations.SavedOperation(
        VertexJson.read(field(json, "operation"), Operation.newBuilder()).build(),
        instant(json, "begun"));
  }

  private static JsonElement json(ReplicaLedger.Balance balance) {
    JsonObject json = json(balance.pool());
    json.addProperty("capacity", balance.capacity());
    json.addProperty("others", balance.others());
    json.addProperty("claimed", balance.claimed());
    return json;
  }

  private static ReplicaLedger.Balance balance(JsonObject json) {
    return new ReplicaLedger.Balance(
        pool(json), number(json, "capacity"), number(json, "others"), number(json, "claimed"));
  }

  private static JsonObject json(LedgerPool pool) {
    JsonObject json = new JsonObject();
    json.addProperty("resource", pool.resource());
    json.addProperty("pool", pool.pool());
    return json;
  }

  private static LedgerPool pool(JsonObject json) {
    return new LedgerPool(text(json, "resource"), text(json, "pool"));
  }

  private static <T> JsonArray array(List<T> items, Function<T, JsonElement> json) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(json.apply(item)));
    return array;
  }

  private static <T> List<T> list(JsonObject json, String name, Function<JsonObject, T> item) {
    return field(json, name).getAsJsonArray().asList().stream()
        .map(element -> item.apply(element.getAsJsonObject()))
        .toList();
  }

  private static Instant instant(JsonObject json, String name) {
    return Instant.parse(text(json, name));
  }

  private static String text(JsonObject json, String name) {
    return field(json, name).getAsString();
  }

  private static long number(JsonObject json, String name) {
    return field(json, name).getAsLong();
  }

  private static JsonElement field(JsonObject json, String name) {
    return Optional.ofNullable(json.get(name))
        .orElseThrow(() -> new IllegalArgumentException("a field '" + name + "' is missing"));
  }
}
