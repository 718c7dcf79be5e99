package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.SequentialReads;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a process remembers of the queue between two listings. */
class QueueListsTest {

  private static final int MANY = 3;

  private final MemoryObjectStore bucket = SampleRecords.memory("state");
  private final Edited store = new Edited(bucket);
  private final QueueLists lists = new QueueLists(store, new SequentialReads(), MANY);

  @Test
  void aRecordThatIsGoneIsForgottenSoThatAShortQueueIsListedWholeAgain() {
    Versioned<SubmissionRecord> first = create("first");
    Versioned<SubmissionRecord> second = create("second");
    Versioned<SubmissionRecord> third = create("third");

    assertEquals(Set.of(first, second, third), list());
    bucket.delete(name(third), third.generation());
    assertEquals(Set.of(first, second), list());
    assertEquals(Set.of(first, second), list());
    assertEquals(List.of("list", "versions", "list"), store.calls);
  }

  @Test
  void aRecordWhoseMetadataWasEditedIsReadAgainUnderTheSameGeneration() {
    Versioned<SubmissionRecord> first = create("first");
    Versioned<SubmissionRecord> second = create("second");
    Versioned<SubmissionRecord> third = create("third");
    assertEquals(Set.of(first, second, third), list());

    SubmissionRecord running = first.value().with(SampleRecords.in(State.RUNNING).lifecycle());
    store.edit(name(first), RecordMetadata.encode(running));

    Versioned<SubmissionRecord> edited =
        new Versioned<>(running, first.generation(), first.updated());
    assertEquals(Set.of(edited, second, third), list());
    assertEquals(List.of("list", "versions", "find " + name(first)), store.calls);
  }

  private Set<Versioned<SubmissionRecord>> list() {
    return Set.copyOf(lists.list().records());
  }

  private Versioned<SubmissionRecord> create(String key) {
    SubmissionRecord waiting = SampleRecords.waiting();
    SubmissionRecord entry =
        new SubmissionRecord(Submission.published(key), waiting.request(), waiting.lifecycle());
    return bucket
        .write(
            new NewObject(
                StateNames.queue(entry.id()), NewObject.TEXT, RecordMetadata.encode(entry)),
            SampleRecords.utf8("{}"),
            Optional.empty())
        .written()
        .orElseThrow()
        .keep(entry);
  }

  private static String name(Versioned<SubmissionRecord> entry) {
    return StateNames.queue(entry.value().id());
  }

  /** A bucket in which metadata can be edited without a new generation, as by gcloud or console. */
  private static final class Edited extends ForwardingObjectStore {
    private final Map<String, Map<String, String>> edits = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    Edited(ObjectStore store) {
      super(store);
    }

    void edit(String name, Map<String, String> metadata) {
      edits.put(name, metadata);
    }

    @Override
    public Optional<StoredObject> find(String name) {
      calls.add("find " + name);
      return super.find(name).map(this::edited);
    }

    @Override
    public List<StoredObject> list(String prefix, String from, String before) {
      calls.add("list");
      return super.list(prefix, from, before).stream().map(this::edited).toList();
    }

    @Override
    public List<Version> versions(String prefix, String from, String before) {
      calls.add("versions");
      return super.list(prefix, from, before).stream()
          .map(this::edited)
          .map(StoredObject::version)
          .toList();
    }

    private StoredObject edited(StoredObject object) {
      return edits.containsKey(object.name())
          ? new StoredObject(
              object.name(),
              object.generation(),
              object.metageneration() + 1,
              object.size(),
              object.created(),
              object.updated(),
              edits.get(object.name()))
          : object;
    }
  }
}
