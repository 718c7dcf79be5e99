package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Statuses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BucketStatusesTest {

  private static final Submission FIRST = SampleRecords.SUBMISSION;
  private static final Submission SECOND =
      new Submission("specs", "team/job.json", "1600000000000002");
  private static final Status WAITING = SampleRecords.status(FIRST, State.WAITING);
  private static final Status RUNNING = SampleRecords.status(FIRST, State.RUNNING);
  private static final String NAME = "status/specs/team/job.json";

  private final MemoryObjectStore bucket = SampleRecords.memory("state");
  private final Supplier<String> tokens = SampleRecords.tokens();
  private final Statuses statuses = statusesOn(bucket);

  private Statuses statusesOn(ObjectStore store) {
    return new BucketStatuses(store, tokens);
  }

  @Test
  void noStatusStandsAtFirst() {
    assertEquals(Optional.empty(), statuses.read(FIRST));
  }

  @Test
  void aStatusIsReadAsItWasWritten() {
    assertTrue(statuses.write(WAITING, Optional.empty()));

    Versioned<Status> kept = statuses.read(FIRST).orElseThrow();
    assertEquals(new Versioned<>(WAITING, live().generation(), SampleRecords.NOON), kept);
    assertEquals(
        Map.of("id", FIRST.id(), "state", "WAITING", "revision", "1", "token", "token-1"),
        live().metadata());
  }

  @Test
  void listingTellsWhoseStatusesThereAre() {
    Submission other = new Submission("specs", "team/z.json", "1600000000000003");
    Submission elsewhere = new Submission("others", "team/job.json", "1600000000000004");
    for (Submission each : List.of(FIRST, other, elsewhere)) {
      assertTrue(statuses.write(SampleRecords.status(each, State.WAITING), Optional.empty()));
    }

    assertEquals(Set.of(FIRST.id(), other.id()), statuses.page("specs", "").revisions().keySet());
    assertEquals(Set.of(other.id()), statuses.page("specs", "team/k").revisions().keySet());
  }

  @Test
  void allGenerationsShareOneStatus() {
    assertTrue(statuses.write(WAITING, Optional.empty()));

    assertEquals(WAITING, statuses.read(SECOND).orElseThrow().value());
  }

  @Test
  void exactlyThatVersionIsReplaced() {
    assertTrue(statuses.write(WAITING, Optional.empty()));
    Optional<Versioned<Status>> old = statuses.read(FIRST);

    assertFalse(statuses.write(RUNNING, Optional.empty()));
    assertTrue(statuses.write(RUNNING, old));
    assertFalse(statuses.write(WAITING, old));
    assertEquals(RUNNING, statuses.read(FIRST).orElseThrow().value());
  }

  @Test
  void aLostAnswerCountsAsDone() {
    Statuses losingAnswers = statusesOn(new LostAnswers(bucket));

    assertTrue(losingAnswers.write(WAITING, Optional.empty()));
    assertTrue(losingAnswers.write(RUNNING, statuses.read(FIRST)));
    assertFalse(losingAnswers.write(RUNNING, Optional.empty()));
  }

  @Test
  void aStatusThatIsReplacedWhileItIsReadIsReadAgain() {
    assertTrue(statuses.write(WAITING, Optional.empty()));
    ObjectStore moving = replacedAfterFind(1);

    assertEquals(RUNNING, statusesOn(moving).read(FIRST).orElseThrow().value());
  }

  @Test
  void aStatusThatIsReplacedEachTimeIsReadLater() {
    assertTrue(statuses.write(WAITING, Optional.empty()));
    ObjectStore moving = replacedAfterFind(3);

    assertEquals(
        "gs://state/" + NAME + " was replaced each time while it was read",
        assertThrows(RetryLater.class, () -> statusesOn(moving).read(FIRST)).getMessage());
  }

  @Test
  void aStatusThatCannotBeReadIsNotOverwritten() {
    bucket.write(
        new NewObject(NAME, NewObject.JSON, Map.of()), SampleRecords.utf8("[]"), Optional.empty());

    assertEquals(
        "gs://state/"
            + NAME
            + " cannot be read: it is no status that this version can read. If a newer version of"
            + " Slipway wrote it, run that; if it was changed by hand, put it right or delete it.",
        assertThrows(RetryLater.class, () -> statuses.read(FIRST)).getMessage());
    assertFalse(statuses.write(WAITING, Optional.empty()));
  }

  @Test
  void whatCouldNotBeReadIsKeptOnce() {
    statuses.keepUnreadable("event-1", SampleRecords.utf8("?"));
    statuses.keepUnreadable("event-1", SampleRecords.utf8("!"));

    assertEquals("?", SampleRecords.text(bucket.read("unreadable/event-1", 9).orElseThrow()));
    assertEquals(
        List.of("unreadable/event-1"), bucket.list("").stream().map(StoredObject::name).toList());
  }

  @Test
  void ofALongEventTheFirst64KibibytesAreKeptAndItsLength() {
    statuses.keepUnreadable("event-1", new byte[9_000_118]);

    StoredObject kept = bucket.find("unreadable/event-1").orElseThrow();
    assertEquals("9000118", kept.metadata().get("bytes"));
    assertArrayEquals(
        new byte[65_536], bucket.read("unreadable/event-1", 10_000_000).orElseThrow());
  }

  private StoredObject live() {
    return bucket.find(NAME).orElseThrow();
  }

  /** The bucket, but somebody replaces the status after each of the first looks at it. */
  private ObjectStore replacedAfterFind(int times) {
    return new ForwardingObjectStore(bucket) {
      private int left = times;

      @Override
      public Optional<StoredObject> find(String name) {
        Optional<StoredObject> found = super.find(name);
        if (left-- > 0) {
          assertTrue(statuses.write(RUNNING, statuses.read(FIRST)));
        }
        return found;
      }
    };
  }
}
