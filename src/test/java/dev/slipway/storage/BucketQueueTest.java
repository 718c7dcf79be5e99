package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.Ending;
import dev.slipway.dispatch.Kept;
import dev.slipway.dispatch.OneByOne;
import dev.slipway.dispatch.Queue;
import dev.slipway.dispatch.QueueRecord;
import dev.slipway.dispatch.RetryLater;
import dev.slipway.dispatch.State;
import dev.slipway.dispatch.Submission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BucketQueueTest {

  private static final QueueRecord WAITING = Samples.waiting();
  private static final QueueRecord RUNNING = Samples.in(State.RUNNING);
  private static final QueueRecord SUCCEEDED = Samples.in(State.SUCCEEDED);
  private static final byte[] SPEC = Samples.utf8("{\"displayName\":\"a\"}");
  private static final String ID = WAITING.id();
  private static final String NAME = "queue/" + ID;

  private final MemoryObjectStore bucket = Samples.memory("state");
  private final Supplier<String> tokens = Samples.tokens();
  private final Queue queue = queueOn(bucket);
  private final Queue losingAnswers = queueOn(new LostAnswers(bucket));

  private Queue queueOn(ObjectStore store) {
    return new BucketQueue(store, tokens);
  }

  @Test
  void aNewQueueIsEmpty() {
    assertEquals(new Queue.Listing(List.of(), List.of()), queue.list());
    assertEquals(Optional.empty(), queue.read(ID));
  }

  @Test
  void aRecordIsCreatedReadAndListedTheSame() {
    Kept<QueueRecord> created = queue.create(WAITING, SPEC).orElseThrow();

    assertEquals(new Kept<>(WAITING, liveGeneration(), Samples.NOON), created);
    assertEquals(Optional.of(created), queue.read(ID));
    assertEquals(new Queue.Listing(List.of(created), List.of()), queue.list());
    assertEquals(Samples.text(SPEC), spec(created).orElseThrow());
  }

  @Test
  void whatChangedSinceItWasListedIsListedAsItIsNow() {
    QueueRecord other =
        new QueueRecord(Submission.published("other"), WAITING.ask(), WAITING.progress());
    Kept<QueueRecord> stays = queue.create(other, SPEC).orElseThrow();
    Kept<QueueRecord> before = queue.create(WAITING, SPEC).orElseThrow();
    assertEquals(Set.of(stays, before), Set.copyOf(queue.list().records()));

    Kept<QueueRecord> after = queue.replace(before, RUNNING, SPEC).orElseThrow();
    assertEquals(Set.of(stays, after), Set.copyOf(queue.list().records()));

    queue.delete(after);
    assertEquals(List.of(stays), queue.list().records());
  }

  @Test
  void aLongQueueIsListedInPartsOnceItsLengthIsKnown() {
    List<String> lists = new ArrayList<>();
    ObjectStore watched =
        new ForwardingObjectStore(bucket) {
          @Override
          public List<StoredObject> list(String prefix) {
            lists.add(prefix);
            return super.list(prefix);
          }

          @Override
          public List<StoredObject> list(String prefix, String from, String before) {
            lists.add(prefix + " from " + from + " before " + before);
            return super.list(prefix, from, before);
          }
        };
    Queue inParts = new BucketQueue(watched, tokens, new OneByOne());
    for (int i = 0; i < 1_801; i++) {
      put(
          "queue/" + Submission.published("job" + i).id(),
          RecordMetadata.encode(
              new QueueRecord(Submission.published("job" + i), WAITING.ask(), WAITING.progress())));
    }
    put("queue/zzz", Map.of());

    Queue.Listing once = inParts.list();
    Queue.Listing again = inParts.list();

    assertEquals(
        List.of(
            "queue/",
            "queue/ from  before queue/55",
            "queue/ from queue/55 before queue/aa",
            "queue/ from queue/aa before "),
        lists);
    assertEquals(1_801, once.records().size());
    assertEquals(Set.copyOf(once.records()), Set.copyOf(again.records()));
    assertEquals(List.of("zzz"), again.unreadable());
  }

  @Test
  void theFirstOfTwoCreationsStands() {
    Kept<QueueRecord> first = queue.create(WAITING, SPEC).orElseThrow();

    assertEquals(Optional.empty(), queue.create(WAITING, SPEC));
    assertEquals(Optional.of(first), queue.read(ID));
  }

  @Test
  void exactlyThatVersionIsReplaced() {
    Kept<QueueRecord> first = queue.create(WAITING, SPEC).orElseThrow();

    Kept<QueueRecord> second = queue.replace(first, RUNNING, SPEC).orElseThrow();

    assertEquals(Optional.empty(), queue.replace(first, WAITING, SPEC));
    assertEquals(Optional.of(second), queue.read(ID));
    assertEquals(RUNNING, second.value());
    assertEquals(Optional.empty(), spec(first));
    assertEquals(Samples.text(SPEC), spec(second).orElseThrow());
  }

  @Test
  void aRecordThatIsOverTellsItsEnding() {
    Kept<QueueRecord> running = queue.create(RUNNING, SPEC).orElseThrow();

    Kept<QueueRecord> over =
        queue.end(running, SUCCEEDED, Samples.ending(State.SUCCEEDED)).orElseThrow();

    assertEquals(Optional.of(over), queue.read(ID));
    assertEquals(Optional.of(Samples.ending(State.SUCCEEDED)), queue.ending(over));
    assertEquals(Optional.empty(), queue.end(running, SUCCEEDED, Samples.ending(State.SUCCEEDED)));
  }

  @Test
  void aRecordMayBeOverFromTheStart() {
    Ending ending = Samples.ending(State.SUCCEEDED);
    Kept<QueueRecord> over = losingAnswers.createEnded(SUCCEEDED, ending).orElseThrow();

    assertEquals(Optional.of(over), queue.read(ID));
    assertEquals(Optional.of(ending), queue.ending(over));
    assertEquals(Optional.empty(), queue.createEnded(SUCCEEDED, ending));
  }

  @Test
  void aRecordIsReplacedOrEndedByWhetherItIsOver() {
    Kept<QueueRecord> running = queue.create(RUNNING, SPEC).orElseThrow();

    assertEquals(
        WAITING.submission() + " is over: SUCCEEDED",
        assertThrows(IllegalArgumentException.class, () -> queue.replace(running, SUCCEEDED, SPEC))
            .getMessage());
    assertEquals(
        WAITING.submission() + " is not over: RUNNING",
        assertThrows(
                IllegalArgumentException.class,
                () -> queue.end(running, RUNNING, Samples.ending(State.RUNNING)))
            .getMessage());
  }

  @Test
  void exactlyThatVersionIsDeleted() {
    Kept<QueueRecord> first = queue.create(WAITING, SPEC).orElseThrow();
    Kept<QueueRecord> second = queue.replace(first, RUNNING, SPEC).orElseThrow();

    queue.delete(first);
    assertEquals(Optional.of(second), queue.read(ID));

    queue.delete(second);
    queue.delete(second);
    assertEquals(Optional.empty(), queue.read(ID));
    assertEquals(Optional.empty(), queue.replace(second, WAITING, SPEC));
    assertEquals(Optional.empty(), spec(second));
  }

  @Test
  void lostAnswersCountAsDone() {
    Kept<QueueRecord> created = losingAnswers.create(WAITING, SPEC).orElseThrow();
    Kept<QueueRecord> replaced = losingAnswers.replace(created, RUNNING, SPEC).orElseThrow();
    Kept<QueueRecord> over =
        losingAnswers.end(replaced, SUCCEEDED, Samples.ending(State.SUCCEEDED)).orElseThrow();

    assertEquals(Optional.of(over), queue.read(ID));
    losingAnswers.delete(over);
    assertEquals(Optional.empty(), queue.read(ID));
  }

  @Test
  void anothersTokenMeansLost() {
    Kept<QueueRecord> first = queue.create(WAITING, SPEC).orElseThrow();
    Kept<QueueRecord> theirs = queue.replace(first, RUNNING, SPEC).orElseThrow();

    assertEquals(Optional.empty(), losingAnswers.create(WAITING, SPEC));
    assertEquals(Optional.empty(), losingAnswers.replace(first, RUNNING, SPEC));
    assertEquals(Optional.of(theirs), queue.read(ID));
  }

  @Test
  void whatCannotBeReadIsListedAside() {
    Kept<QueueRecord> readable = queue.create(WAITING, SPEC).orElseThrow();
    put("queue/newer", Map.of("schemaVersion", "2"));
    put("queue/broken", Map.of());
    put("queue/misplaced", RecordMetadata.encode(WAITING));
    put("queue/", Map.of());

    assertEquals(
        new Queue.Listing(List.of(readable), List.of("broken", "misplaced", "newer")),
        queue.list());
  }

  @Test
  void whatCannotBeReadIsNotTakenForAbsent() {
    Map<String, String> newer = new HashMap<>(RecordMetadata.encode(WAITING));
    newer.put("schemaVersion", "2");
    put(NAME, newer);

    assertEquals(
        "gs://state/"
            + NAME
            + " cannot be read: schemaVersion is 2, not 1. If a newer version of Slipway wrote it,"
            + " run that; if it was changed by hand, put it right or delete it.",
        assertThrows(RetryLater.class, () -> queue.read(ID)).getMessage());
    assertEquals(Optional.empty(), queue.create(WAITING, SPEC));
  }

  private Optional<String> spec(Kept<QueueRecord> entry) {
    return queue.spec(entry).map(Samples::text);
  }

  private String liveGeneration() {
    return bucket.find(NAME).orElseThrow().generation();
  }

  private void put(String name, Map<String, String> metadata) {
    bucket.write(new NewObject(name, NewObject.TEXT, metadata), SPEC, Optional.empty());
  }
}
