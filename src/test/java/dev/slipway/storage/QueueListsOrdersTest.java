package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.Turns;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.SequentialReads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever lists and writes beside each other: a list tells what stood while it was made. */
class QueueListsOrdersTest {

  private static final SubmissionRecord WAITING = SampleRecords.waiting();
  private static final SubmissionRecord RUNNING = SampleRecords.in(State.RUNNING);
  private static final byte[] SPEC = SampleRecords.utf8("{\"displayName\":\"a\"}");

  @Test
  void aListBesideWritesTellsWhatStoodMeanwhileInEveryOrder() {
    assertTrue(
        Turns.everyWay(
                turns -> {
                  ListScenario scene = new ListScenario(turns);
                  turns.begin(() -> scene.list(1));
                  turns.begin(scene::write);
                  turns.run();
                })
            > 30);
  }

  @Test
  void manyListsBesideWritesTellWhatStoodMeanwhile() {
    Turns.randomly(
        300,
        turns -> {
          ListScenario scene = new ListScenario(turns);
          turns.begin(() -> scene.list(3));
          turns.begin(() -> scene.list(3));
          turns.begin(scene::write);
          turns.run();
        });
  }

  /** A queue of one record, which is created, changed and deleted. */
  private static final class ListScenario {
    private final Turns turns;
    private final MemoryObjectStore bucket = SampleRecords.memory("state");
    private final Queue queue;

    /** How the record has stood, one after another. */
    private final List<List<SubmissionRecord>> history = new ArrayList<>(List.of(List.of()));

    private List<SubmissionRecord> next = List.of();

    ListScenario(Turns turns) {
      this.turns = turns;
      this.queue =
          new BucketQueue(new YieldingStore(), SampleRecords.tokens(), new SequentialReads(), 1);
    }

    void write() {
      next = List.of(WAITING);
      Versioned<SubmissionRecord> waiting = queue.create(WAITING, SPEC).orElseThrow();
      next = List.of(RUNNING);
      Versioned<SubmissionRecord> running = queue.replace(waiting, RUNNING, SPEC).orElseThrow();
      next = List.of();
      queue.delete(running);
    }

    void list(int times) {
      for (int i = 0; i < times; i++) {
        int before = history.size() - 1;
        Queue.Listing listing = queue.list();
        List<SubmissionRecord> listed = listing.records().stream().map(Versioned::value).toList();
        List<List<SubmissionRecord>> stood = history.subList(before, history.size());
        assertTrue(stood.contains(listed), () -> listed + " is none of " + stood);
        assertEquals(List.of(), listing.unreadable());
      }
    }

    /** Others have their turns before and after each call. */
    private final class YieldingStore extends ForwardingObjectStore {
      YieldingStore() {
        super(bucket);
      }

      @Override
      public WriteResult write(NewObject object, byte[] content, Optional<String> replaces) {
        turns.pause();
        WriteResult result = super.write(object, content, replaces);
        history.add(next);
        turns.pause();
        return result;
      }

      @Override
      public boolean delete(String name, String generation) {
        turns.pause();
        boolean isDeleted = super.delete(name, generation);
        history.add(next);
        turns.pause();
        return isDeleted;
      }

      @Override
      public List<StoredObject> list(String prefix, String from, String before) {
        turns.pause();
        List<StoredObject> listed = super.list(prefix, from, before);
        turns.pause();
        return listed;
      }

      @Override
      public List<Version> versions(String prefix, String from, String before) {
        turns.pause();
        List<Version> listed = super.versions(prefix, from, before);
        turns.pause();
        return listed;
      }

      @Override
      public Optional<StoredObject> find(String name) {
        turns.pause();
        Optional<StoredObject> found = super.find(name);
        turns.pause();
        return found;
      }
    }
  }
}
