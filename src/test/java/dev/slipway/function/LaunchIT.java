package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.protobuf.util.JsonFormat;
import dev.slipway.CaseFiles;
import dev.slipway.GivingUp;
import dev.slipway.dispatch.model.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sample event, posted to the deployed bundle, has the effect its README says. */
class LaunchIT {

  private static final Path SPECS = CaseFiles.ROOT.resolve("function/specs");
  private static final List<String> UPLOADED =
      List.of(
          "storage-finalized",
          "storage-finalized-generation-as-number",
          "pubsub-notification-json",
          "pubsub-notification-none");
  private static final List<String> PUBLISHED = List.of("pubsub-spec", "pubsub-spec-with-key");

  private static final String LINE =
      "\\d\\d:\\d\\d:\\d\\d (INFO   |WARNING|ERROR  ) slipway\\.[a-z.-]+ +\\S.*";

  private static EmulatedCloud cloud;
  private static DeployedFunction function;
  private static int marks;

  @BeforeAll
  static void start() throws Exception {
    cloud = EmulatedCloud.start();
    Map<String, String> variables = new HashMap<>(cloud.variables());
    variables.put("SLIPWAY_SPEC_PREFIX", "team-a/");
    function = DeployedFunction.start(variables);
  }

  @AfterAll
  static void stop() throws Exception {
    function.close();
    cloud.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"camel-case", "snake-case", "no-resource"})
  void everythingInASpecSurvivesWhicheverEventBringsIt(String name) throws Exception {
    String spec = Files.readString(SPECS.resolve(name + ".json"));
    Map<Submission, SampleEvent> events = new HashMap<>();
    for (String sample : UPLOADED) {
      String object = "team-a/" + name + "/" + sample + ".json";
      long generation = cloud.upload(object, spec);
      events.put(
          new Submission(EmulatedCloud.SPECS, object, Long.toString(generation)),
          SampleEvent.now(sample).about(object, generation));
    }
    for (String sample : PUBLISHED) {
      String key = sample + "-of-" + name;
      events.put(Submission.published(key), SampleEvent.now(sample).carrying(spec, key, key));
    }

    assertEquals(List.of(200, 200, 200, 200, 200, 200), post(events.values()));
    cloud.tickUntil(function, 3, () -> events.keySet().stream().allMatch(LaunchIT::isCreated));

    for (Submission submission : events.keySet()) {
      assertEquals(List.of(asLaunched(spec, submission)), sent(submission), submission::toString);
    }
  }

  /** The spec as Google's own reader has it, with what Slipway adds: two labels, the resource. */
  private static CustomJob asLaunched(String spec, Submission submission) throws Exception {
    CustomJob.Builder job = CustomJob.newBuilder();
    JsonFormat.parser().merge(spec, job);
    String attempt = sent(submission).get(0).getLabelsOrThrow("slipway-attempt");
    assertTrue(attempt.matches("[0-9a-f]{32}"), attempt);
    job.putLabels("slipway-submission", submission.id()).putLabels("slipway-attempt", attempt);
    if (job.getJobSpec().getPersistentResourceId().isEmpty()) {
      job.getJobSpecBuilder().setPersistentResourceId("pr-a");
    }
    return job.build();
  }

  /** What Vertex AI was asked for. */
  private static List<CustomJob> sent(Submission submission) {
    return cloud.vertex().createRequests().stream()
        .map(CreateCustomJobRequest::getCustomJob)
        .filter(job -> job.getLabelsOrDefault("slipway-submission", "").equals(submission.id()))
        .toList();
  }

  private static boolean isCreated(Submission submission) {
    return cloud.jobsOf(submission) > 0;
  }

  @Test
  void aPublishedSpecIsLaunchedOnceHoweverOftenItIsPublishedUnderItsKey() throws Exception {
    SampleEvent event = SampleEvent.now("pubsub-spec-with-key");
    String again = event.text().replace("3002", "3003");

    assertEquals(200, answer(function.post(event.text())));
    assertEquals(200, answer(function.post(again)));
    cloud.tick(function);

    assertEquals(1, cloud.jobsOf(Submission.published("nightly-2026-11-21")));
    assertEquals(
        List.of("status/_pubsub/nightly-2026-11-21"), cloud.state("status/_pubsub/nightly"));
  }

  @Test
  void whatIsNotForUsIsAcknowledgedWithOneLineEach() throws Exception {
    long generation = cloud.upload("team-b/train.json", "{}");
    Map<String, SampleEvent> ignored = new LinkedHashMap<>();
    ignored.put(
        "object \"team-a/README.md\" does not end in .json or .yaml or .yml",
        SampleEvent.now("storage-finalized-not-a-spec"));
    ignored.put(
        "events of type \"google.cloud.storage.object.v1.metadataUpdated\" mean nothing here",
        SampleEvent.now("storage-metadata-updated"));
    ignored.put(
        "notifications of OBJECT_METADATA_UPDATE mean nothing here",
        SampleEvent.now("pubsub-notification-metadata"));
    ignored.put(
        "events of type \"google.cloud.audit.log.v1.written\" mean nothing here",
        SampleEvent.now("something-else"));
    ignored.put(
        "object \"team-b/train.json\" is not under \"team-a/\"",
        SampleEvent.now("storage-finalized").about("team-b/train.json", generation));
    ignored.put(
        "a tick of 2020-01-01T00:00:00Z is too old, a newer one is on its way",
        SampleEvent.at(Instant.parse("2020-01-01T00:00:00Z"), "pubsub-tick"));
    List<String> before = withoutUnreadable(cloud.state(""));

    assertEquals(
        ignored.keySet().stream()
            .map(reason -> "INFO    slipway.event.ignored   ignored: " + reason)
            .toList(),
        linesOf(ignored.values()));

    assertEquals(before, withoutUnreadable(cloud.state("")));
  }

  @Test
  void withoutKServiceTheLogIsForPeople() throws Exception {
    String mark = mark();

    assertEquals(
        List.of(),
        function.linesUntil(line -> line.contains(mark)).stream()
            .filter(line -> line.contains(" slipway."))
            .filter(line -> !line.matches(LINE))
            .toList());
  }

  @Test
  void whatIsGoneBeforeItWasEverSeenIsAcknowledged() throws Exception {
    assertEquals(
        List.of(),
        linesOf(
            List.of(
                SampleEvent.now("storage-deleted"),
                SampleEvent.now("storage-archived"),
                SampleEvent.now("pubsub-notification-overwritten"))));
  }

  @Test
  void whatCannotBeReadIsAcknowledgedWarnedOfAndKept() throws Exception {
    SampleEvent unreadable = SampleEvent.now("pubsub-spec").withPayloadText("%%%").with("id", "u1");

    assertEquals(
        List.of(
            "WARNING slipway.event.unreadable  event u1 cannot be read and will not be delivered"
                + " again: google.cloud.pubsub.topic.v1.messagePublished: data.message.data is not"
                + " base64; its data is kept under unreadable/ in the state bucket"),
        linesOf(List.of(unreadable)));

    assertEquals(
        Optional.of(unreadable.message().data()),
        cloud
            .storage()
            .get(EmulatedCloud.STATE, "unreadable/u1")
            .map(kept -> kept.content().text()));
  }

  /** Posts events one after another and gives the lines they are answered with, without times. */
  private static List<String> linesOf(Iterable<SampleEvent> events) throws Exception {
    String first = mark();
    for (SampleEvent event : events) {
      assertEquals(200, answer(function.post(event.text())), event::text);
    }
    String last = mark();
    List<String> lines = function.linesUntil(line -> line.contains(last));
    int begin = 0;
    while (!lines.get(begin).contains(first)) {
      begin++;
    }
    return lines.subList(begin + 1, lines.size() - 1).stream()
        .map(line -> line.replaceFirst("^\\d\\d:\\d\\d:\\d\\d ", ""))
        .toList();
  }

  /** Makes the function print a line of its own kind, which this text tells from all others. */
  private static String mark() throws Exception {
    String id = "mark-" + ++marks;
    assertEquals(
        200,
        answer(
            function.post(
                SampleEvent.now("pubsub-spec").withPayloadText("%").with("id", id).text())));
    return "event " + id + " cannot be read";
  }

  private static List<String> withoutUnreadable(List<String> names) {
    return names.stream().filter(name -> !name.startsWith("unreadable/mark-")).toList();
  }

  private static List<Integer> post(Iterable<SampleEvent> events) throws Exception {
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    events.forEach(event -> answers.add(function.post(event.text())));
    List<Integer> statuses = new ArrayList<>();
    for (CompletableFuture<Integer> answer : answers) {
      statuses.add(answer(answer));
    }
    return statuses;
  }

  private static int answer(CompletableFuture<Integer> answer) throws Exception {
    return answer.get(GivingUp.AFTER.toSeconds(), TimeUnit.SECONDS);
  }
}
