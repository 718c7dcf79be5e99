package dev.slipway.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.dispatch.port.LogEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Records that only another version can read, as during an upgrade. */
final class OtherVersionTest {

  private final World world = new World();
  private final Instance slipway = world.start();

  @Test
  void whatTheyHoldIsNotGivenAway() {
    Submission theirs = world.upload("team/theirs.json", SpecTexts.spec("theirs", 4));
    slipway.takeIn(theirs);
    world.change(
        theirs,
        world
            .progress(theirs)
            .claimed("of-tomorrow", Duration.ofMinutes(2), List.of("pool-0"), FakeTime.START));
    rewrite(theirs, Map.of("wish", "OF_TOMORROW"));
    Submission ours = world.upload("team/ours.json", SpecTexts.spec("ours", 1));

    slipway.hear(ours);
    slipway.tick();

    assertEquals(List.of(), world.jobs().requests());
    assertEquals(State.WAITING, world.status(ours).state());
  }

  @Test
  void aStateThatIsNotKnownHoldsReplicas() {
    Submission theirs = world.upload("team/theirs.json", SpecTexts.spec("theirs", 4));
    slipway.takeIn(theirs);
    rewrite(theirs, Map.of("state", "OF_TOMORROW"));

    slipway.hear(world.upload("team/ours.json", SpecTexts.spec("ours", 1)));

    assertEquals(List.of(), world.jobs().requests());
  }

  @Test
  void theyKeepTheirTurn() {
    world.occupy(3);
    Submission theirs = world.upload("team/theirs.json", SpecTexts.spec("theirs", 4));
    slipway.takeIn(theirs);
    rewrite(theirs, Map.of("format", "OF_TOMORROW"));
    world.time().pass(Duration.ofSeconds(1));
    Submission ours = world.upload("team/ours.json", SpecTexts.spec("ours", 1));

    slipway.hear(ours);
    slipway.tick();

    assertEquals(List.of(), world.jobs().requests());
    assertEquals(State.WAITING, world.status(ours).state());
  }

  @Test
  void fieldsThatAreNotKnownDoNotMakeTheirReplicasFree() {
    Submission theirs = world.upload("team/theirs.json", SpecTexts.spec("theirs", 4));
    slipway.takeIn(theirs);
    String requirements =
        world
            .stateBucket()
            .find("queue/" + theirs.id())
            .orElseThrow()
            .metadata()
            .getOrDefault("requirements", "");
    rewrite(
        theirs,
        Map.of(
            "state",
            "LAUNCHING",
            "requirements",
            requirements.replaceFirst("\\{", "{\"ofTomorrow\":1,")));

    slipway.hear(world.upload("team/ours.json", SpecTexts.spec("ours", 1)));

    assertEquals(List.of(), world.jobs().requests());
  }

  @Test
  void nothingIsDoneAboutThemAndTheLogSaysWhatToDo() {
    Submission theirs = world.upload("team/theirs.json", SpecTexts.spec("theirs", 1));
    slipway.takeIn(theirs);
    rewrite(theirs, Map.of("schemaVersion", "2"));
    world.time().pass(Duration.ofHours(25));

    slipway.tick();

    assertEquals(List.of(), world.jobs().requests());
    assertEquals(List.of("queue/" + theirs.id()), world.names("queue/"));
    assertEquals(
        List.of(
            "the record queue/"
                + theirs.id()
                + " cannot be read by this version: it keeps its replicas and its turn, and nothing"
                + " is done about it; deploy the version that wrote it, or delete it and upload the"
                + " spec again"),
        slipway.log().messages(LogEvent.RECORD_UNREADABLE));
  }

  @Test
  void whatIsNoRecordOfAnyVersionHoldsNothing() {
    world.tamper("queue/0123456789abcdef0123456789abcdef", Map.of("resource", "training"), "x");
    Submission ours = world.upload("team/ours.json", SpecTexts.spec("ours", 4));

    slipway.hear(ours);

    assertEquals(State.PENDING, world.status(ours).state());
  }

  private void rewrite(Submission spec, Map<String, String> changes) {
    String name = "queue/" + spec.id();
    Map<String, String> metadata =
        new HashMap<>(world.stateBucket().find(name).orElseThrow().metadata());
    metadata.putAll(changes);
    world.tamper(name, metadata, SpecTexts.spec("theirs", 4));
  }
}
