package dev.slipway.log;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogField;
import dev.slipway.report.JsonFields;
import dev.slipway.report.SafeText;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The log of a deployed function: one JSON object a line, which Cloud Logging takes apart
 * (https://cloud.google.com/logging/docs/structured-logging). An error carries its stack trace in
 * {@code stack_trace} and so shows up in Error Reporting
 * (https://cloud.google.com/error-reporting/docs/formatting-error-messages); a warning says its
 * causes in {@code cause}.
 */
public final class JsonLog implements Log {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** Makes Error Reporting take an entry that has no stack trace. */
  private static final String REPORTED =
      "type.googleapis.com/google.devtools.clouderrorreporting.v1beta1.ReportedErrorEvent";

  private final PrintStream out;
  private final InstantSource clock;
  private final String project;
  private final Optional<TraceContext> trace;

  /**
   * A log that belongs to no request.
   *
   * @param out takes the lines; each is written by one call, then flushed
   * @param project the ID of the project that traces are kept in
   */
  public JsonLog(PrintStream out, InstantSource clock, String project) {
    this(out, clock, project, Optional.empty());
  }

  private JsonLog(
      PrintStream out, InstantSource clock, String project, Optional<TraceContext> trace) {
    this.out = out;
    this.clock = clock;
    this.project = project;
    this.trace = trace;
  }

  /**
   * This log for the lines of one request.
   *
   * @param traceparent the W3C header's value; lines carry no trace when it is absent or malformed
   */
  public Log withTrace(Optional<String> traceparent) {
    return new JsonLog(out, clock, project, traceparent.flatMap(TraceContext::parse));
  }

  @Override
  public void write(Entry entry) {
    try {
      print(json(entry));
    } catch (RuntimeException e) {
      // An exception whose own methods throw, say. The line must come out, and nothing else.
      JsonObject instead = head(Severity.ERROR, "a log line failed: " + e.getClass().getName());
      instead.addProperty("event", entry.event().id());
      print(instead);
    }
  }

  private JsonObject json(Entry entry) {
    JsonObject json = head(entry.severity(), SafeText.one(entry.message()));
    json.addProperty("time", clock.instant().toString());
    json.addProperty("event", entry.event().id());
    JsonFields.addText(json, "submission", entry.submission());
    JsonFields.addText(json, "resource", entry.resource());
    new TreeMap<>(entry.fields()).forEach((field, value) -> add(json, field, value));
    trace.ifPresent(known -> add(json, known));
    if (entry.severity() == Severity.ERROR) {
      entry
          .cause()
          .ifPresentOrElse(
              thrown -> json.addProperty("stack_trace", CauseChain.stackTrace(thrown)),
              () -> json.addProperty("@type", REPORTED));
    } else {
      entry.cause().ifPresent(thrown -> json.addProperty("cause", CauseChain.line(thrown)));
    }
    return json;
  }

  private static void add(JsonObject json, LogField field, String value) {
    if (field.isNumber()) {
      json.addProperty(field.id(), new BigDecimal(value));
    } else {
      json.addProperty(field.id(), value);
    }
  }

  private static JsonObject head(Severity severity, String message) {
    JsonObject json = new JsonObject();
    json.addProperty("severity", severity.name());
    json.addProperty("message", message);
    return json;
  }

  private void add(JsonObject json, TraceContext known) {
    json.addProperty(
        "logging.googleapis.com/trace", "projects/" + project + "/traces/" + known.traceId());
    json.addProperty("logging.googleapis.com/spanId", known.spanId());
    json.addProperty("logging.googleapis.com/trace_sampled", known.sampled());
  }

  private void print(JsonObject json) {
    out.print(ascii(GSON.toJson(json)) + "\n");
    out.flush();
  }

  /** A container's standard output may be anything, but every charset in use has ASCII. */
  private static String ascii(String json) {
    StringBuilder ascii = new StringBuilder(json.length());
    json.chars()
        .forEach(unit -> ascii.append(unit < 0x7f ? (char) unit : String.format("\\u%04x", unit)));
    return ascii.toString();
  }
}
