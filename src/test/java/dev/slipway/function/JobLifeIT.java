package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.GivingUp;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Transition;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.emulator.event.EventDelivery.DeliveryResult;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a spec to its job's end, as the bucket shows it and Cloud Logging is told it. */
class JobLifeIT {

  /**
   * On standard error: the JVM's lines about libraries that do what JDK 25 frowns upon, SLF4J's,
   * and those of Jetty, which in the framework of Cloud Functions goes around every handler.
   */
  private static final Pattern NOT_OURS =
      Pattern.compile("WARNING: .*|SLF4J\\(W\\): .*|\\d{4}-\\d\\d-\\d\\d [^ ]+:INFO:.*");

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String RESOURCE = "pr-a";

  private EmulatedCloud cloud;
  private DeployedFunction function;

  @BeforeEach
  void start() throws Exception {
    cloud = EmulatedCloud.start();
    Map<String, String> variables = new HashMap<>(cloud.variables());
    variables.put("K_SERVICE", "slipway-launch");
    // Said on purpose: without it the start is a warning.
    variables.put("SLIPWAY_POLICY", "none");
    function = DeployedFunction.start(variables);
  }

  @AfterEach
  void stop() throws Exception {
    function.close();
    cloud.close();
  }

  @Test
  void aSpecIsFollowedToItsEndAndEveryStepIsLogged() throws Exception {
    Submission succeeding = launch("succeeding", "succeeded");
    Submission failing = launch("failing", "failed");
    cloud.letJobsEnd();
    cloud.tickUntil(function, 3, () -> cloud.state("queue/").isEmpty());

    assertEquals(
        Set.of("done/" + succeeding.id(), "done/" + failing.id()),
        Set.copyOf(cloud.state("done/")));
    assertStatus(succeeding, State.SUCCEEDED, List.of());
    assertStatus(
        failing,
        State.FAILED,
        List.of(
            Problem.of(
                ProblemCode.JOB_FAILED,
                "",
                "message",
                "The replica workerpool0-0 exited with a non-zero status of 1.")));
    assertLogged(succeeding, failing);
  }

  private Submission launch(String name, String outcome) throws Exception {
    String object = name + ".json";
    long generation =
        cloud.upload(
            object,
            """
            {"displayName": "%s", "labels": {"emulator-outcome": "%s"}, "jobSpec": {
              "workerPoolSpecs": [{"machineSpec": {"machineType": "n1-standard-4"},
                "containerSpec": {"imageUri": "train"}}]}}\
            """
                .formatted(name, outcome));
    SampleEvent event =
        SampleEvent.now("storage-finalized")
            .about(object, generation)
            .with("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01");
    assertEquals(
        DeliveryResult.DELIVERED,
        cloud
            .storage()
            .delivery()
            .post(event.message(), function.uri())
            .get(GivingUp.AFTER.toSeconds(), TimeUnit.SECONDS));
    return new Submission(EmulatedCloud.SPECS, object, Long.toString(generation));
  }

  private void assertStatus(Submission submission, State end, List<Problem> problems) {
    Status status = cloud.status(submission.object()).orElseThrow();

    assertEquals(submission, status.submission());
    assertEquals(end, status.state());
    assertEquals(problems, status.problems());
    assertEquals(
        List.of(new Status.Placement("jobSpec.workerPoolSpecs[0]", "cpu", 1)), status.placements());
    assertEquals(
        List.of(State.WAITING, State.LAUNCHING, State.RUNNING, end),
        status.history().stream().map(Transition::state).toList());
    assertEquals(
        1, cloud.vertex().jobs().stream().filter(j -> j.getName().equals(status.job())).count());
  }

  private void assertLogged(Submission... submissions) throws InterruptedException {
    List<JsonObject> lines = slipwaysLines();
    for (Submission submission : submissions) {
      List<JsonObject> about =
          lines.stream().filter(line -> submission.id().equals(text(line, "submission"))).toList();
      assertEquals(
          List.of("slipway.spec.accepted", "slipway.job.launched", "slipway.job.ended"),
          about.stream().map(line -> text(line, "event")).toList());
      assertEquals(
          List.of(
              "projects/slipway-local/traces/" + TRACE,
              "projects/slipway-local/traces/" + TRACE,
              ""),
          about.stream().map(line -> text(line, "logging.googleapis.com/trace")).toList());
      assertEquals(
          List.of(RESOURCE, RESOURCE, RESOURCE),
          about.stream().map(line -> text(line, "resource")).toList());
    }
    assertEquals("slipway.started", text(lines.get(0), "event"));
    assertEquals(1 + 3 * submissions.length, lines.size(), lines::toString);
  }

  /** All lines but the JVM's and the framework's, which has no stable IDs; all others are JSON. */
  private List<JsonObject> slipwaysLines() throws InterruptedException {
    Set<String> ids =
        Arrays.stream(LogEvent.values()).map(LogEvent::id).collect(Collectors.toSet());
    List<JsonObject> ours = new ArrayList<>();
    AtomicInteger endings = new AtomicInteger();
    for (String line :
        function.linesUntil(
            it -> it.contains("\"slipway.job.ended\"") && endings.incrementAndGet() == 2)) {
      if (line.isBlank() || NOT_OURS.matcher(line).matches()) {
        continue;
      }
      JsonObject json = JsonParser.parseString(line).getAsJsonObject();
      assertTrue(json.has("severity") && json.has("message"), line);
      if (json.has("event")) {
        assertTrue(ids.contains(text(json, "event")), line);
        assertEquals("INFO", text(json, "severity"), line);
        ours.add(json);
      }
    }
    return ours;
  }

  private static String text(JsonObject line, String field) {
    return line.has(field) ? line.get(field).getAsString() : "";
  }
}
