package dev.slipway.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Status.Earlier;
import dev.slipway.dispatch.model.Status.Placement;
import dev.slipway.dispatch.model.Status.Waiting;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Transition;
import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Format;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The status document: JSON for programs, with the words for people in it.
 *
 * <p>Times are RFC 3339 in UTC, counts are replicas. What is absent is left out: an empty text, an
 * empty list, {@code waiting} of what does not wait, a place in the queue that is not known yet.
 * {@code console}, {@code detail}, {@code help} and the submission's {@code id} are for readers;
 * reading makes them anew.
 */
public final class StatusJson {

  /**
   * The version of the documents written here. It grows when a reader of the version before would
   * get something wrong; a new field alone is no reason.
   */
  public static final int SCHEMA_VERSION = 1;

  /** The largest document that is written, in bytes. Readers need not read more of one. */
  public static final int LARGEST_BYTES = 64 << 10;

  private StatusJson() {}

  /**
   * The document of a status, fields always in the same order, a line feed at its end. Of one that
   * would be larger than {@link #LARGEST_BYTES} the last problems are left out and counted.
   */
  public static String write(Status status) {
    return fitted(status).text();
  }

  /** The same as a tree. */
  public static JsonObject fitting(Status status) {
    return fitted(status).tree();
  }

  /**
   * A document that is not too large.
   *
   * @param text of the tree
   */
  private record Fitted(JsonObject tree, String text) {
    static Fitted of(JsonObject tree) {
      return new Fitted(tree, ShownJson.of(tree));
    }

    boolean isTooLarge() {
      return text.getBytes(StandardCharsets.UTF_8).length > LARGEST_BYTES;
    }
  }

  private static Fitted fitted(Status status) {
    Fitted fitted = Fitted.of(document(status));
    for (int most = FirstProblems.MOST; fitted.isTooLarge() && most > 0; ) {
      most /= 2;
      fitted = Fitted.of(document(StatusSize.cut(status, most)));
    }
    return fitted;
  }

  /** The document of a status as a tree, however large. */
  public static JsonObject document(Status status) {
    JsonObject document = new JsonObject();
    document.addProperty("schemaVersion", SCHEMA_VERSION);
    document.add("submission", submission(status.submission()));
    status.format().ifPresent(format -> document.addProperty("format", format.name()));
    document.addProperty("revision", status.revision());
    document.addProperty("state", status.state().name());
    document.addProperty("since", status.since().toString());
    JsonFields.addText(document, "resource", status.resource());
    JsonFields.addText(document, "job", status.job());
    JsonFields.addText(document, "console", ConsoleLink.ofJob(status.job()).orElse(""));
    JsonFields.addList(document, "placements", status.placements(), StatusJson::placement);
    JsonFields.addList(document, "problems", status.problems(), StatusJson::problem);
    JsonFields.addList(document, "warnings", status.warnings(), StatusJson::problem);
    status.waiting().ifPresent(waiting -> document.add("waiting", waiting(waiting)));
    JsonFields.addList(document, "history", status.history(), StatusJson::transition);
    JsonFields.addList(document, "earlier", status.earlier(), StatusJson::earlier);
    return document;
  }

  /**
   * The status that a document tells; fields that are not known are passed over.
   *
   * @return empty when it is no status, or holds what only a newer version understands: a higher
   *     {@code schemaVersion}, another state or code. It must not be overwritten then.
   */
  public static Optional<Status> read(String document) {
    try {
      return read(JsonParser.parseString(document));
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  /** The same of a document that is parsed. */
  public static Optional<Status> read(JsonElement document) {
    try {
      JsonFields fields = JsonFields.of(document, IllegalArgumentException::new);
      return fields.number("schemaVersion") > SCHEMA_VERSION
          ? Optional.empty()
          : Optional.of(status(fields));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Status status(JsonFields fields) {
    JsonFields submission = fields.object("submission");
    return Status.builder(
            new Submission(
                submission.text("bucket"),
                submission.text("object"),
                submission.text("generation")),
            state(fields),
            fields.time("since"))
        .format(
            fields.has("format")
                ? Optional.of(Format.valueOf(fields.text("format")))
                : Optional.empty())
        .revision(fields.count("revision"))
        .resource(fields.text("resource"))
        .job(fields.text("job"))
        .placements(fields.list("placements", StatusJson::placement))
        .problems(fields.list("problems", StatusJson::problem))
        .warnings(fields.list("warnings", StatusJson::problem))
        .waiting(
            fields.has("waiting")
                ? Optional.of(waiting(fields.object("waiting")))
                : Optional.empty())
        .history(fields.list("history", StatusJson::transition))
        .earlier(fields.list("earlier", StatusJson::earlier))
        .build();
  }

  private static State state(JsonFields fields) {
    return State.valueOf(fields.text("state"));
  }

  /** Which submission, as a status names it. */
  public static JsonObject submission(Submission submission) {
    JsonObject json = new JsonObject();
    json.addProperty("bucket", submission.bucket());
    json.addProperty("object", submission.object());
    JsonFields.addText(json, "generation", submission.generation());
    json.addProperty("id", submission.id());
    return json;
  }

  private static JsonObject placement(Placement placement) {
    JsonObject json = new JsonObject();
    json.addProperty("workerPool", placement.where());
    json.addProperty("resourcePool", placement.pool());
    json.addProperty("replicas", placement.replicas());
    return json;
  }

  private static Placement placement(JsonFields fields) {
    return new Placement(
        fields.text("workerPool"), fields.text("resourcePool"), fields.number("replicas"));
  }

  /** One problem, as a status holds it; {@code detail} and {@code help} are its words. */
  public static JsonObject problem(Problem problem) {
    JsonObject json = new JsonObject();
    json.addProperty("code", problem.code().name());
    JsonFields.addText(json, "where", problem.where());
    json.addProperty("detail", Wording.detail(problem));
    json.addProperty("help", Wording.help(problem));
    if (!problem.facts().isEmpty()) {
      JsonObject facts = new JsonObject();
      problem.facts().forEach(facts::addProperty);
      json.add("facts", facts);
    }
    return json;
  }

  private static Problem problem(JsonFields fields) {
    Map<String, String> facts = new LinkedHashMap<>();
    if (fields.has("facts")) {
      JsonFields written = fields.object("facts");
      written.names().forEach(name -> facts.put(name, written.text(name)));
    }
    return new Problem(ProblemCode.valueOf(fields.text("code")), fields.text("where"), facts);
  }

  private static JsonObject waiting(Waiting waiting) {
    JsonObject json = new JsonObject();
    if (waiting.position() != 0) {
      json.addProperty("position", waiting.position());
    }
    JsonFields.addList(json, "reasons", waiting.reasons(), StatusJson::problem);
    return json;
  }

  private static Waiting waiting(JsonFields fields) {
    int position = fields.has("position") ? fields.count("position") : 0;
    return new Waiting(position, fields.list("reasons", StatusJson::problem));
  }

  private static JsonObject transition(Transition transition) {
    JsonObject json = new JsonObject();
    json.addProperty("state", transition.state().name());
    json.addProperty("at", transition.at().toString());
    return json;
  }

  private static Transition transition(JsonFields fields) {
    return new Transition(state(fields), fields.time("at"));
  }

  private static JsonObject earlier(Earlier earlier) {
    JsonObject json = new JsonObject();
    JsonFields.addText(json, "generation", earlier.generation());
    json.addProperty("id", earlier.id());
    json.addProperty("state", earlier.state().name());
    JsonFields.addText(json, "job", earlier.job());
    return json;
  }

  private static Earlier earlier(JsonFields fields) {
    return new Earlier(
        fields.text("generation"), fields.text("id"), state(fields), fields.text("job"));
  }
}
