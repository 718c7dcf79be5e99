package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.CaseFiles;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.emulator.vertex.VertexFault;
import dev.slipway.emulator.vertex.VertexMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Google's own emulator of Pub/Sub pushes to the function as it is deployed. */
@Tag("slow")
class PushIT {

  private static final Path SPEC = CaseFiles.ROOT.resolve("function/specs/no-resource.json");
  private static final String NO_BUCKET_YET = "another-state";
  private static final String EVENTS = "events";
  private static final String DEAD = "dead-letters";

  private EmulatedCloud cloud;
  private PubsubEmulator pubsub;

  @BeforeEach
  void start() throws Exception {
    Optional<Path> archive = PubsubEmulator.archive();
    assumeTrue(archive.isPresent(), PubsubEmulator.NEEDED);
    cloud = EmulatedCloud.start();
    pubsub = PubsubEmulator.start(archive.get());
    pubsub.makeTopic(EVENTS);
    pubsub.makeTopic(DEAD);
    pubsub.subscribe(DEAD);
  }

  @AfterEach
  void stop() throws Exception {
    if (pubsub != null) {
      pubsub.close();
    }
    if (cloud != null) {
      cloud.close();
    }
  }

  @Test
  void whatIsUploadedAndWhatIsPublishedIsLaunchedAndATickServesTheQueue() throws Exception {
    try (DeployedFunction function = subscribed(cloud.variables())) {
      long generation = cloud.upload("uploaded.json", Files.readString(SPEC));
      notifyOf("uploaded.json", generation);
      String message = pubsub.publish(EVENTS, Files.readString(SPEC), Map.of());
      launched(function, "uploaded.json");
      launched(function, message);

      cloud.letJobsEnd();
      var unused = pubsub.publish(EVENTS, "", Map.of("slipway", "tick"));

      ended(function, "uploaded.json");
      ended(function, message);
      assertEquals(2, cloud.created().size());
    }
  }

  @Test
  void whatCannotBeWrittenDownIsPushedAgainUntilItCan() throws Exception {
    try (DeployedFunction function = subscribed(withoutItsBucket())) {
      long generation = cloud.upload("early.json", Files.readString(SPEC));
      notifyOf("early.json", generation);
      var unused = function.linesUntil(line -> line.contains("slipway.event.sent-back"));

      cloud.makeBucket(NO_BUCKET_YET);

      launched(function, "early.json");
      assertEquals(1, jobs("early.json", generation));
    }
  }

  @Test
  void whatIsSentBackFiveTimesIsADeadLetter() throws Exception {
    try (DeployedFunction function = subscribed(withoutItsBucket())) {
      String spec = Files.readString(SPEC);
      String message = pubsub.publish(EVENTS, spec, Map.of());

      assertEquals(spec, pubsub.pull(DEAD));
      List<String> lines = function.linesUntil(line -> line.contains("slipway.event.sent-back"));
      assertTrue(lines.get(lines.size() - 1).contains("event " + message + " must be delivered"));
    }
  }

  @Test
  void whatTakesLongerThanTheDeadlineIsPushedAgainBesideItAndLaunchedOnce() throws Exception {
    Map<String, String> patient = new HashMap<>(cloud.variables());
    patient.put("SLIPWAY_LAUNCH_GRACE", "PT10M");
    try (DeployedFunction function = subscribed(patient)) {
      cloud
          .vertex()
          .faults()
          .onCall(1, VertexMethod.CREATE_CUSTOM_JOB, VertexFault.delay(Duration.ofSeconds(25)));
      long generation = cloud.upload("slow.json", Files.readString(SPEC));
      notifyOf("slow.json", generation);

      launched(function, "slow.json");
      assertEquals(1, jobs("slow.json", generation));
    }
  }

  private DeployedFunction subscribed(Map<String, String> variables) throws Exception {
    DeployedFunction function = DeployedFunction.start(variables, PushFunction.class);
    pubsub.push(EVENTS, function.uri(), DEAD);
    return function;
  }

  private Map<String, String> withoutItsBucket() {
    Map<String, String> variables = new HashMap<>(cloud.variables());
    variables.put("SLIPWAY_STATE_BUCKET", NO_BUCKET_YET);
    return variables;
  }

  /** Publishes what Cloud Storage does of an upload. */
  private void notifyOf(String object, long generation) throws IOException, InterruptedException {
    var unused =
        pubsub.publish(
            EVENTS,
            "{}",
            Map.of(
                "notificationConfig",
                "projects/_/buckets/slipway-specs/notificationConfigs/1",
                "eventType",
                "OBJECT_FINALIZE",
                "payloadFormat",
                "JSON_API_V1",
                "bucketId",
                EmulatedCloud.SPECS,
                "objectId",
                object,
                "objectGeneration",
                Long.toString(generation)));
  }

  private static void launched(DeployedFunction function, String about)
      throws InterruptedException {
    logged(function, "slipway.job.launched", about);
  }

  private static void ended(DeployedFunction function, String about) throws InterruptedException {
    logged(function, "slipway.job.ended", about);
  }

  private static void logged(DeployedFunction function, String event, String about)
      throws InterruptedException {
    var unused = function.linesUntil(line -> line.contains(event) && line.contains(about));
  }

  private long jobs(String object, long generation) {
    return cloud.jobsOf(new Submission(EmulatedCloud.SPECS, object, Long.toString(generation)));
  }
}
