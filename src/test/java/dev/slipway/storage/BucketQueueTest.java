package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.SequentialReads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BucketQueueTest {

  private static final SubmissionRecord WAITING = SampleRecords.waiting();
  private static final SubmissionRecord RUNNING = SampleRecords.in(State.RUNNING);
  private static final SubmissionRecord SUCCEEDED = SampleRecords.in(State.SUCCEEDED);
  private static final byte[] SPEC = SampleRecords.utf8("{\"displayName\":\"a\"}");
  private static final String ID = WAITING.id();
  private static final String NAME = "queue/" + ID;

  private final MemoryObjectStore bucket = SampleRecords.memory("state");
  private final Supplier<String> tokens = SampleRecords.tokens();
  private final List<String> calls = new ArrayList<>();
  private final ObjectStore watched = new RecordingStore(bucket, calls);
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
    Versioned<SubmissionRecord> created = queue.create(WAITING, SPEC).orElseThrow();

    assertEquals(new Versioned<>(WAITING, liveGeneration(), SampleRecords.NOON), created);
    assertEquals(Optional.of(created), queue.read(ID));
    assertEquals(new Queue.Listing(List.of(created), List.of()), queue.list());
    assertEquals(SampleRecords.text(SPEC), spec(created).orElseThrow());
  }

  @Test
  void whatChangedSinceItWasListedIsListedAsItIsNow() {
    SubmissionRecord other =
        new SubmissionRecord(Submission.published("other"), WAITING.request(), WAITING.lifecycle());
    Versioned<SubmissionRecord> stays = queue.create(other, SPEC).orElseThrow();
    Versioned<SubmissionRecord> before = queue.create(WAITING, SPEC).orElseThrow();
    assertEquals(Set.of(stays, before), Set.copyOf(queue.list().records()));

    Versioned<SubmissionRecord> after = queue.replace(before, RUNNING, SPEC).orElseThrow();
    assertEquals(Set.of(stays, after), Set.copyOf(queue.list().records()));

    queue.delete(after);
    assertEquals(List.of(stays), queue.list().records());
  }

  @Test
  void aLongQueueIsListedInPartsOnceItsLengthIsKnown() {
    Queue inParts = new BucketQueue(watched, tokens, new SequentialReads(), Integer.MAX_VALUE);
    fill(1_801);
    put("queue/zzz", Map.of());

    Queue.Listing once = inParts.list();
    Queue.Listing again = inParts.list();

    assertEquals(
        List.of(
            "list queue/",
            "list queue/ before queue/55",
            "list queue/ from queue/55 before queue/aa",
            "list queue/ from queue/aa"),
        calls);
    assertEquals(1_801, once.records().size());
    assertEquals(Set.copyOf(once.records()), Set.copyOf(again.records()));
    assertEquals(List.of("zzz"), again.unreadable());
  }

  @Test
  void ofALongQueueOnlyVersionsAreListedAgainInParts() {
    Queue known = new BucketQueue(watched, tokens, new SequentialReads(), 100);
    fill(1_801);
    Queue.Listing once = known.list();
    calls.clear();

    Queue.Listing again = known.list();

    assertEquals(
        List.of(
            "versions queue/ before queue/55",
            "versions queue/ from queue/55 before queue/aa",
            "versions queue/ from queue/aa"),
        calls);
    assertEquals(Set.copyOf(once.records()), Set.copyOf(again.records()));
  }

  @Test
  void ofALongQueueOnlyWhatOthersHaveWrittenIsRead() {
    Queue known = new BucketQueue(watched, tokens, new SequentialReads(), 100);
    fill(100);
    put("queue/broken", Map.of());
    Versioned<SubmissionRecord> mine = known.create(WAITING, SPEC).orElseThrow();
    Set<Versioned<SubmissionRecord>> others = new HashSet<>(queue.list().records());
    others.remove(mine);
    Versioned<SubmissionRecord> changed = others.iterator().next();
    Versioned<SubmissionRecord> gone = others.stream().skip(1).findFirst().orElseThrow();
    known.list();
    calls.clear();

    Versioned<SubmissionRecord> theirs =
        queue.replace(changed, in(changed, State.RUNNING), SPEC).orElseThrow();
    queue.delete(gone);
    Versioned<SubmissionRecord> also = known.replace(mine, RUNNING, SPEC).orElseThrow();
    Queue.Listing listed = known.list();

    assertEquals(
        List.of("write " + NAME, "versions queue/", "find queue/" + changed.value().id()), calls);
    others.removeAll(List.of(changed, gone));
    others.addAll(List.of(theirs, also));
    assertEquals(others, Set.copyOf(listed.records()));
    assertEquals(List.of("broken"), listed.unreadable());
  }

  @Test
  void whatIsGoneWhenItIsToBeReadIsNotListed() {
    Queue known =
        new BucketQueue(
            new ForwardingObjectStore(bucket) {
              @Override
              public Optional<StoredObject> find(String name) {
                queue.delete(queue.read(ID).orElseThrow());
                return super.find(name);
              }
            },
            tokens,
            new SequentialReads(),
            0);
    var unused = queue.create(WAITING, SPEC).orElseThrow();

    assertEquals(new Queue.Listing(List.of(), List.of()), known.list());
  }

  @Test
  void aLongQueueIsListedWholeWhenMuchOfItIsNew() {
    Queue known = new BucketQueue(watched, tokens, new SequentialReads(), 100);
    fill(100);
    known.list();
    calls.clear();
    fill(117);

    assertEquals(117, known.list().records().size());
    assertEquals(List.of("versions queue/", "list queue/"), calls);
    calls.clear();
    fill(133);

    assertEquals(133, known.list().records().size());
    assertEquals(17, calls.size());
    assertEquals("versions queue/", calls.get(0));
  }

  @Test
  void aLongQueueIsListedWholeEachTimeByWhoMakesOneCallAfterAnother() {
    Queue whole = queueOn(watched);
    fill(300);

    assertEquals(300, whole.list().records().size());
    assertEquals(300, whole.list().records().size());
    assertEquals(List.of("list queue/", "list queue/"), calls);
  }

  /** Lets there be so many records. */
  private void fill(int records) {
    for (int i = 0; i < records; i++) {
      Submission submission = Submission.published("job" + i);
      SubmissionRecord entry =
          new SubmissionRecord(submission, WAITING.request(), WAITING.lifecycle());
      put("queue/" + submission.id(), RecordMetadata.encode(entry));
    }
  }

  private static SubmissionRecord in(Versioned<SubmissionRecord> entry, State state) {
    return entry.value().with(SampleRecords.in(state).lifecycle());
  }

  @Test
  void theFirstOfTwoCreationsStands() {
    Versioned<SubmissionRecord> first = queue.create(WAITING, SPEC).orElseThrow();

    assertEquals(Optional.empty(), queue.create(WAITING, SPEC));
    assertEquals(Optional.of(first), queue.read(ID));
  }

  @Test
  void exactlyThatVersionIsReplaced() {
    Versioned<SubmissionRecord> first = queue.create(WAITING, SPEC).orElseThrow();

    Versioned<SubmissionRecord> second = queue.replace(first, RUNNING, SPEC).orElseThrow();

    assertEquals(Optional.empty(), queue.replace(first, WAITING, SPEC));
    assertEquals(Optional.of(second), queue.read(ID));
    assertEquals(RUNNING, second.value());
    assertEquals(Optional.empty(), spec(first));
    assertEquals(SampleRecords.text(SPEC), spec(second).orElseThrow());
  }

  @Test
  void aRecordThatIsOverTellsItsEnding() {
    Versioned<SubmissionRecord> running = queue.create(RUNNING, SPEC).orElseThrow();

    Versioned<SubmissionRecord> over =
        queue.end(running, SUCCEEDED, SampleRecords.ending(State.SUCCEEDED)).orElseThrow();

    assertEquals(Optional.of(over), queue.read(ID));
    assertEquals(Optional.of(SampleRecords.ending(State.SUCCEEDED)), queue.ending(over));
    assertEquals(
        Optional.empty(), queue.end(running, SUCCEEDED, SampleRecords.ending(State.SUCCEEDED)));
  }

  @Test
  void aRecordMayBeOverFromTheStart() {
    Outcome outcome = SampleRecords.ending(State.SUCCEEDED);
    Versioned<SubmissionRecord> over = losingAnswers.createEnded(SUCCEEDED, outcome).orElseThrow();

    assertEquals(Optional.of(over), queue.read(ID));
    assertEquals(Optional.of(outcome), queue.ending(over));
    assertEquals(Optional.empty(), queue.createEnded(SUCCEEDED, outcome));
  }

  @Test
  void aRecordIsReplacedOrEndedByWhetherItIsOver() {
    Versioned<SubmissionRecord> running = queue.create(RUNNING, SPEC).orElseThrow();

    assertEquals(
        WAITING.submission() + " is over: SUCCEEDED",
        assertThrows(IllegalArgumentException.class, () -> queue.replace(running, SUCCEEDED, SPEC))
            .getMessage());
    assertEquals(
        WAITING.submission() + " is not over: RUNNING",
        assertThrows(
                IllegalArgumentException.class,
                () -> queue.end(running, RUNNING, SampleRecords.ending(State.RUNNING)))
            .getMessage());
  }

  @Test
  void exactlyThatVersionIsDeleted() {
    Versioned<SubmissionRecord> first = queue.create(WAITING, SPEC).orElseThrow();
    Versioned<SubmissionRecord> second = queue.replace(first, RUNNING, SPEC).orElseThrow();

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
    Versioned<SubmissionRecord> created = losingAnswers.create(WAITING, SPEC).orElseThrow();
    Versioned<SubmissionRecord> replaced =
        losingAnswers.replace(created, RUNNING, SPEC).orElseThrow();
    Versioned<SubmissionRecord> over =
        losingAnswers.end(replaced, SUCCEEDED, SampleRecords.ending(State.SUCCEEDED)).orElseThrow();

    assertEquals(Optional.of(over), queue.read(ID));
    losingAnswers.delete(over);
    assertEquals(Optional.empty(), queue.read(ID));
  }

  @Test
  void anothersTokenMeansLost() {
    Versioned<SubmissionRecord> first = queue.create(WAITING, SPEC).orElseThrow();
    Versioned<SubmissionRecord> theirs = queue.replace(first, RUNNING, SPEC).orElseThrow();

    assertEquals(Optional.empty(), losingAnswers.create(WAITING, SPEC));
    assertEquals(Optional.empty(), losingAnswers.replace(first, RUNNING, SPEC));
    assertEquals(Optional.of(theirs), queue.read(ID));
  }

  @Test
  void whatCannotBeReadIsListedAside() {
    Versioned<SubmissionRecord> readable = queue.create(WAITING, SPEC).orElseThrow();
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

  private Optional<String> spec(Versioned<SubmissionRecord> entry) {
    return queue.spec(entry).map(SampleRecords::text);
  }

  private String liveGeneration() {
    return bucket.find(NAME).orElseThrow().generation();
  }

  private void put(String name, Map<String, String> metadata) {
    bucket.write(new NewObject(name, NewObject.TEXT, metadata), SPEC, Optional.empty());
  }

  /** Notes calls. */
  private static final class RecordingStore extends ForwardingObjectStore {
    private final List<String> calls;

    RecordingStore(ObjectStore store, List<String> calls) {
      super(store);
      this.calls = calls;
    }

    @Override
    public Optional<StoredObject> find(String name) {
      calls.add("find " + name);
      return super.find(name);
    }

    @Override
    public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
      calls.add("write " + object.name());
      return super.write(object, content, replaces);
    }

    @Override
    public List<StoredObject> list(String prefix, String from, String before) {
      calls.add("list " + range(prefix, from, before));
      return super.list(prefix, from, before);
    }

    @Override
    public List<Version> versions(String prefix, String from, String before) {
      calls.add("versions " + range(prefix, from, before));
      return super.versions(prefix, from, before);
    }

    private static String range(String prefix, String from, String before) {
      return prefix
          + (from.isEmpty() ? "" : " from " + from)
          + (before.isEmpty() ? "" : " before " + before);
    }
  }
}
