package dev.slipway.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.SpecFilter;
import dev.slipway.spec.SpecParser;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The events that function/events/ offers to try out mean what its README says. */
final class SampleEventsTest {

  private static final Path FOLDER = Path.of("function/events");
  private static final String BUCKET = "slipway-specs";
  private static final String OBJECT = "team-a/train.json";
  private static final String GENERATION = "1763758800000001";
  private static final String PLACEHOLDER = "2000-01-01T00:00:00";
  private static final Instant PUBLISHED = Instant.parse(PLACEHOLDER + "Z");
  private static final Signal ARRIVED =
      new Signal.SpecArrived(BUCKET, OBJECT, GENERATION, PUBLISHED);
  private static final Signal GONE =
      new Signal.SpecGone(BUCKET, OBJECT, GENERATION, Optional.empty());

  /** A sample with the time of now, as the README pipes it to curl. */
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^(?<stamp>sed .* (?<file>function/events/\\S+\\.json)) \\|\n  curl ");

  private final Set<String> read = new TreeSet<>();
  private final Events events =
      new Events(
          new SpecFilter(BUCKET, "", List.of(".json")),
          List.of(),
          InstantSource.fixed(PUBLISHED.plusSeconds(1)));

  @Test
  void everySampleMeansWhatItsReadmeSays() throws IOException {
    assertEquals(ARRIVED, signal("storage-finalized"));
    assertEquals(ARRIVED, signal("storage-finalized-generation-as-number"));
    assertEquals(GONE, signal("storage-deleted"));
    assertEquals(GONE, signal("storage-archived"));
    assertEquals(
        new Signal.Ignored("object \"team-a/README.md\" does not end in .json"),
        signal("storage-finalized-not-a-spec"));
    assertEquals(
        new Signal.Ignored(
            "events of type \"google.cloud.storage.object.v1.metadataUpdated\" mean nothing here"),
        signal("storage-metadata-updated"));
    assertEquals(ARRIVED, signal("pubsub-notification-json"));
    assertEquals(ARRIVED, signal("pubsub-notification-none"));
    assertEquals(
        new Signal.SpecGone(BUCKET, OBJECT, GENERATION, Optional.of("1763758800000002")),
        signal("pubsub-notification-overwritten"));
    assertEquals(
        new Signal.Ignored("notifications of OBJECT_METADATA_UPDATE mean nothing here"),
        signal("pubsub-notification-metadata"));
    assertSpec("3001", signal("pubsub-spec"));
    assertSpec("nightly-2026-11-21", signal("pubsub-spec-with-key"));
    assertEquals(new Signal.Tick(PUBLISHED), signal("pubsub-tick"));
    assertEquals(
        new Signal.Ignored(
            "events of type \"google.cloud.audit.log.v1.written\" mean nothing here"),
        signal("something-else"));
    assertEquals(files(), read, "every sample is read here");
  }

  @Test
  void theCommandOfTheReadmePostsEverySampleWithTheTimeOfNow() throws Exception {
    for (String file : files()) {
      Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
      String posted = stamped(FOLDER + "/" + file);
      Instant after = Instant.now();

      Instant published = event(posted.getBytes(UTF_8)).getTime().toInstant();
      assertFalse(published.isBefore(before) || published.isAfter(after), posted);
      String time = published.toString().replace("Z", "");
      assertEquals(Files.readString(FOLDER.resolve(file)).replace(PLACEHOLDER, time), posted);
    }
  }

  /** What the README's command would post of another sample than the one in it. */
  private static String stamped(String sample) throws Exception {
    String readme = Files.readString(FOLDER.resolve("README.md"));
    Matcher command = COMMAND.matcher(readme);
    assertTrue(command.find(), readme);
    Process shell =
        new ProcessBuilder(
                "sh", "-c", command.group("stamp").replace(command.group("file"), sample))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String posted = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, shell.waitFor(), sample);
    return posted;
  }

  private static void assertSpec(String key, Signal signal) {
    if (!(signal instanceof Signal.SpecPublished spec)) {
      throw new AssertionError("not a spec: " + signal);
    }
    Bytes content = spec.content();
    assertEquals(new Signal.SpecPublished(key, "train", content, PUBLISHED), signal);
    assertEquals(List.of(), SpecParser.parse(content.toArray()).problems());
  }

  private Signal signal(String name) throws IOException {
    read.add(name + ".json");
    byte[] sample = Files.readAllBytes(FOLDER.resolve(name + ".json"));
    Signal signal = events.read(Event.of(event(sample)));
    assertEquals(
        signal,
        events.read(
            HttpEvents.read(Map.of("content-type", "application/cloudevents+json"), sample)),
        name + " by plain HTTP");
    return signal;
  }

  private static CloudEvent event(byte[] json) {
    return EventFormatProvider.getInstance()
        .resolveFormat(JsonFormat.CONTENT_TYPE)
        .deserialize(json);
  }

  private static Set<String> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
