package dev.slipway.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.Log.Severity;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.log.JsonLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Terraform's metrics find what they look for in the lines that Slipway prints. */
final class MetricsTest {

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void eachMetricCountsTheLinesThatItIsMeantFor() throws IOException {
    live();

    assertEquals(
        """
        accepted 5
        ended 2: SUCCEEDED, EXPIRED
        errors 1
        expired 2
        launched 3: training, training, training
        passes_failed 1
        redeliveries 1
        refused 1
        rejected 3: NOT_JSON, REFUSED_BY_VERTEX_AI, INTAKE_FAILED
        swept 1
        upload_to_launch 3: training 30.500, training 122.000, training 360.000
        waiting 4: training 1, training 1, training 1, training 1
        waits 2
        """,
        counted());
  }

  @Test
  void whatAMetricReadsIsInEveryLineThatItCounts() throws IOException {
    live();

    Map<String, List<String>> missing = new TreeMap<>();
    for (LogMetric metric : LogMetric.all()) {
      List<String> lacking =
          lines().stream()
              .filter(metric::counts)
              .filter(
                  line ->
                      metric.extracts().stream().anyMatch(f -> LogMetric.field(line, f).isEmpty()))
              .map(JsonObject::toString)
              .toList();
      if (!lacking.isEmpty()) {
        missing.put(metric.name(), lacking);
      }
    }
    assertEquals(Map.of(), missing);
  }

  /** A day in which everything happens that anybody counts. */
  private void live() {
    slipway.tick();
    Submission first = world.upload("first.json", SpecTexts.spec("first", 4));
    world.time().pass(Duration.ofMillis(30_500));
    slipway.hear(first);
    slipway.hear(world.upload("no-spec.json", "{]"));
    Submission second = world.upload("second.json", SpecTexts.spec("second", 1));
    slipway.hear(second);
    tickAfter(Duration.ofMinutes(1));
    end(first, State.SUCCEEDED);
    end(second, State.EXPIRED);
    world.jobs().refuse(Creation.Refusal.FOR_GOOD, "INVALID_ARGUMENT", "bad image");
    slipway.hear(world.upload("refused.json", SpecTexts.spec("refused", 1)));
    world.upload("swept.json", SpecTexts.spec("swept", 1));
    tickAfter(Duration.ofMinutes(6));
    slipway.calls().fail("vertex find");
    tickAfter(Duration.ofMinutes(1));
    world.schema().breakOn("strikes");
    slipway.hear(world.upload("strikes.json", SpecTexts.spec("strikes", 1)));
    world.occupy(4);
    slipway.hear(world.upload("late.json", SpecTexts.spec("late", 1)));
    tickAfter(Duration.ofHours(25));
    // What Launcher logs, which is not here.
    slipway
        .log()
        .write(
            Log.Entry.of(
                Severity.WARNING, LogEvent.EVENT_SENT_BACK, "event 1 must be delivered again"));
  }

  private void end(Submission spec, State state) {
    world.jobs().become(world.status(spec).job(), state);
    tickAfter(Duration.ofMinutes(1));
  }

  private void tickAfter(Duration time) {
    world.time().pass(time);
    slipway.tick();
  }

  /** How many lines each metric counts, and what it reads in them. */
  private String counted() throws IOException {
    StringBuilder text = new StringBuilder();
    for (LogMetric metric : LogMetric.all()) {
      List<JsonObject> lines = lines().stream().filter(metric::counts).toList();
      text.append(metric.name()).append(' ').append(lines.size());
      if (!metric.extracts().isEmpty()) {
        text.append(": ").append(String.join(", ", read(metric, lines)));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static List<String> read(LogMetric metric, List<JsonObject> lines) {
    return lines.stream()
        .map(
            line ->
                metric.extracts().stream()
                    .flatMap(field -> LogMetric.field(line, field).stream())
                    .collect(Collectors.joining(" ")))
        .toList();
  }

  /** What was logged, as a deployed function prints it. */
  private List<JsonObject> lines() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    JsonLog log = new JsonLog(new PrintStream(printed, false, UTF_8), world.time()::now, "p");
    slipway.log().entries().forEach(log::write);
    return printed
        .toString(UTF_8)
        .lines()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }
}
