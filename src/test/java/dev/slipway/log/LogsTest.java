package dev.slipway.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.Log.Entry;
import dev.slipway.dispatch.port.Log.Severity;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.LogField;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogsTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-21T21:04:05.678Z"));
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";
  private static final Entry LAUNCHED =
      Entry.of(Severity.INFO, LogEvent.JOB_LAUNCHED, "launched")
          .withSubmission("1a2b3c4d5e6f")
          .withResource("pr-a");

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, false, StandardCharsets.US_ASCII);
  private final JsonLog json = new JsonLog(out, CLOCK, "p1");
  private final TextLog text = new TextLog(out, CLOCK);

  @Test
  void aLineOfJsonSaysEverythingThereIs() {
    json.withTrace(Optional.of("00-" + TRACE + "-" + SPAN + "-01")).write(LAUNCHED);
    assertWritten(
        "{\"severity\":\"INFO\",\"message\":\"launched\",\"time\":\"2026-11-21T21:04:05.678Z\","
            + "\"event\":\"slipway.job.launched\",\"submission\":\"1a2b3c4d5e6f\","
            + "\"resource\":\"pr-a\","
            + "\"logging.googleapis.com/trace\":\"projects/p1/traces/"
            + TRACE
            + "\",\"logging.googleapis.com/spanId\":\""
            + SPAN
            + "\",\"logging.googleapis.com/trace_sampled\":true}\n");
  }

  @Test
  void whatProgramsReadStandsInFieldsOfItsOwn() {
    json.write(
        Entry.of(Severity.INFO, LogEvent.JOB_LAUNCHED, "launched")
            .withFields(Map.of(LogField.UPLOAD_TO_LAUNCH, "0.120", LogField.STATE, "PENDING")));
    assertWritten(
        "{\"severity\":\"INFO\",\"message\":\"launched\",\"time\":\"2026-11-21T21:04:05.678Z\","
            + "\"event\":\"slipway.job.launched\",\"state\":\"PENDING\","
            + "\"uploadToLaunchSeconds\":0.120}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-" + TRACE + "-" + SPAN,
      })
  void aLineWithoutAUsableTraceHasNone(String traceparent) {
    json.withTrace(Optional.of(traceparent)).write(about("", ""));
    assertWritten(
        "{\"severity\":\"INFO\",\"message\":\"so it goes\",\"time\":\"2026-11-21T21:04:05.678Z\","
            + "\"event\":\"slipway.started\"}\n");
  }

  @Test
  void aTraceThatIsNotSampledIsTold() {
    assertEquals(
        Optional.of(new TraceContext(TRACE, SPAN, false)),
        TraceContext.parse("cc-" + TRACE + "-" + SPAN + "-02-what-the-future-brings"));
  }

  @Test
  void anErrorCarriesItsStackTraceForErrorReporting() {
    json.write(entry(Severity.ERROR, "bug", Optional.of(new IllegalStateException("no"))));
    String line = written.toString(StandardCharsets.US_ASCII);
    assertTrue(
        line.contains("\"stack_trace\":\"java.lang.IllegalStateException: no\\n\\tat dev.slipway"),
        line);
    assertEquals(1, line.lines().count());
  }

  @Test
  void anErrorWithoutAnExceptionIsReportedToo() {
    json.write(entry(Severity.ERROR, "bug", Optional.empty()));
    assertWritten(
        "{\"severity\":\"ERROR\",\"message\":\"bug\",\"time\":\"2026-11-21T21:04:05.678Z\","
            + "\"event\":\"slipway.started\",\"@type\":\"type.googleapis.com/"
            + "google.devtools.clouderrorreporting.v1beta1.ReportedErrorEvent\"}\n");
  }

  @Test
  void aWarningSaysItsCausesInOneLine() {
    json.write(entry(Severity.WARNING, "no answer", Optional.of(chain())));
    assertWritten(
        "{\"severity\":\"WARNING\",\"message\":\"no answer\","
            + "\"time\":\"2026-11-21T21:04:05.678Z\",\"event\":\"slipway.started\","
            + "\"cause\":\"java.lang.RuntimeException: reading,"
            + " caused by java.lang.IllegalStateException: two lines\"}\n");
  }

  @Test
  void jsonIsAsciiWhateverStandsInIt() {
    json.write(
        entry(Severity.INFO, "\u00fc \ud83d\ude00 \u001b[2J \"\\\n\u007f", Optional.empty()));
    assertWritten(
        "{\"severity\":\"INFO\",\"message\":\"\\u00fc \\ud83d\\ude00 \\\\u001b[2J \\\"\\\\"
            + " \\\\u007f\",\"time\":\"2026-11-21T21:04:05.678Z\",\"event\":\"slipway.started\"}\n");
  }

  @Test
  void aLineOfTextIsShort() {
    text.write(LAUNCHED);
    text.write(about("", "pr-a"));
    text.write(entry(Severity.WARNING, "no\nanswer", Optional.of(chain())));
    assertWritten(
        """
        21:04:05 INFO    slipway.job.launched    launched (submission 1a2b3c4d)
        21:04:05 INFO    slipway.started         so it goes (resource pr-a)
        21:04:05 WARNING slipway.started         no answer: java.lang.RuntimeException: reading, \
        caused by java.lang.IllegalStateException: two lines
        """);
  }

  @Test
  void anErrorInTextIsFollowedByItsStackTrace() {
    text.write(entry(Severity.ERROR, "bug", Optional.of(new IllegalStateException("no"))));
    String lines = written.toString(StandardCharsets.US_ASCII);
    assertTrue(
        lines.startsWith(
            """
            21:04:05 ERROR   slipway.started         bug
                java.lang.IllegalStateException: no
                 at dev.slipway\
            """),
        lines);
  }

  @Test
  void aLogCallNeverThrows() {
    for (Log log : new Log[] {json, text}) {
      log.write(entry(Severity.WARNING, "x", Optional.of(new Rude())));
    }
    assertWritten(
        "{\"severity\":\"ERROR\",\"message\":\"a log line failed:"
            + " java.lang.UnsupportedOperationException\",\"event\":\"slipway.started\"}\n"
            + "slipway.started  a log line failed: java.lang.UnsupportedOperationException\n");
  }

  /** Cannot even be printed. */
  private static final class Rude extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new UnsupportedOperationException();
    }
  }

  private static Throwable chain() {
    return new RuntimeException("reading", new IllegalStateException("two\nlines"));
  }

  private static Entry about(String submission, String resource) {
    return Entry.of(Severity.INFO, LogEvent.STARTED, "so it goes")
        .withSubmission(submission)
        .withResource(resource);
  }

  private static Entry entry(Severity severity, String message, Optional<Throwable> cause) {
    return Entry.of(severity, LogEvent.STARTED, message).withCause(cause);
  }

  private void assertWritten(String expected) {
    assertEquals(expected, written.toString(StandardCharsets.US_ASCII));
  }
}
