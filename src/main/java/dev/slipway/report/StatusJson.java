package dev.slipway.report;

import com.google.gson.JsonObject;
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
    String document = text(status);
    for (int most = FirstProblems.MOST; isTooLarge(document) && most > 0; ) {
      most /= 2;
      document = text(StatusSize.cut(status, most));
    }
    return document;
  }

  private static String text(Status status) {
    return ShownJson.of(document(status));
  }

  private static boolean isTooLarge(String document) {
    return document.getBytes(StandardCharsets.UTF_8).length > LARGEST_BYTES;
  }

  /** The same as a tree. */
  public static JsonObject document(Status status) {
    JsonObject document = new JsonObject();
    document.addProperty("schemaVersion", SCHEMA_VERSION);
    document.add("submission", submission(status.submission()));
    status.format().ifPresent(format -> document.addProperty("format", format.name()));
    document.addProperty("revision", status.revision());
    document.addProperty("state", status.state().name());
    document.addProperty("since", status.since().toString());
    Fields.text(document, "resource", status.resource());
    Fields.text(document, "job", status.job());
    Fields.text(document, "console", ConsoleLink.ofJob(status.job()).orElse(""));
    Fields.list(document, "placements", status.placements(), StatusJson::placement);
    Fields.list(document, "problems", status.problems(), StatusJson::problem);
    Fields.list(document, "warnings", status.warnings(), StatusJson::problem);
    status.waiting().ifPresent(waiting -> document.add("waiting", waiting(waiting)));
    Fields.list(document, "history", status.history(), StatusJson::transition);
    Fields.list(document, "earlier", status.earlier(), StatusJson::earlier);
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
      Fields fields = Fields.parse(document);
      return fields.number("schemaVersion") > SCHEMA_VERSION
          ? Optional.empty()
          : Optional.of(status(fields));
    } catch (IllegalArgumentException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Status status(Fields fields) {
    Fields submission = fields.object("submission");
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

  private static State state(Fields fields) {
    return State.valueOf(fields.text("state"));
  }

  /** Which submission, as a status names it. */
  public static JsonObject submission(Submission submission) {
    JsonObject json = new JsonObject();
    json.addProperty("bucket", submission.bucket());
    json.addProperty("object", submission.object());
    Fields.text(json, "generation", submission.generation());
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

  private static Placement placement(Fields fields) {
    return new Placement(
        fields.text("workerPool"), fields.text("resourcePool"), fields.number("replicas"));
  }

  /** One problem, as a status holds it; {@code detail} and {@code help} are its words. */
  public static JsonObject problem(Problem problem) {
    JsonObject json = new JsonObject();
    json.addProperty("code", problem.code().name());
    Fields.text(json, "where", problem.where());
    json.addProperty("detail", Wording.detail(problem));
    json.addProperty("help", Wording.help(problem));
    if (!problem.facts().isEmpty()) {
      JsonObject facts = new JsonObject();
      problem.facts().forEach(facts::addProperty);
      json.add("facts", facts);
    }
    return json;
  }

  private static Problem problem(Fields fields) {
    Map<String, String> facts = new LinkedHashMap<>();
    if (fields.has("facts")) {
      Fields written = fields.object("facts");
      written.names().forEach(name -> facts.put(name, written.text(name)));
    }
    return new Problem(ProblemCode.valueOf(fields.text("code")), fields.text("where"), facts);
  }

  private static JsonObject waiting(Waiting waiting) {
    JsonObject json = new JsonObject();
    if (waiting.position() != 0) {
      json.addProperty("position", waiting.position());
    }
    Fields.list(json, "reasons", waiting.reasons(), StatusJson::problem);
    return json;
  }

  private static Waiting waiting(Fields fields) {
    int position = fields.has("position") ? fields.count("position") : 0;
    return new Waiting(position, fields.list("reasons", StatusJson::problem));
  }

  private static JsonObject transition(Transition transition) {
    JsonObject json = new JsonObject();
    json.addProperty("state", transition.state().name());
    json.addProperty("at", transition.at().toString());
    return json;
  }

  private static Transition transition(Fields fields) {
    return new Transition(state(fields), fields.time("at"));
  }

  private static JsonObject earlier(Earlier earlier) {
    JsonObject json = new JsonObject();
    Fields.text(json, "generation", earlier.generation());
    json.addProperty("id", earlier.id());
    json.addProperty("state", earlier.state().name());
    Fields.text(json, "job", earlier.job());
    return json;
  }

  private static Earlier earlier(Fields fields) {
    return new Earlier(
        fields.text("generation"), fields.text("id"), state(fields), fields.text("job"));
  }
}
