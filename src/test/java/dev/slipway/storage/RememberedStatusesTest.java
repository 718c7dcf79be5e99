package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.StatusIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each status document is read once as long as it is remembered. */
final class RememberedStatusesTest {

  private static final String UNREADABLE = "status/specs/unreadable";

  private final RecordingIndex index = new RecordingIndex();
  private final RememberedStatuses statuses = new RememberedStatuses(index);

  @Test
  void aDocumentIsReadOnceUnderOneGeneration() {
    assertEquals(
        List.of(Optional.of(status("1")), Optional.of(status("1")), Optional.of(status("2"))),
        Stream.of("1", "1", "2")
            .map(generation -> statuses.read(entry("status/specs/a", generation)))
            .toList());
    assertEquals(List.of("status/specs/a#1", "status/specs/a#2"), index.asked);
  }

  @Test
  void whatCannotBeReadIsReadAgain() {
    assertEquals(Optional.empty(), statuses.read(entry(UNREADABLE, "1")));
    assertEquals(Optional.empty(), statuses.read(entry(UNREADABLE, "1")));
    assertEquals(List.of(UNREADABLE + "#1", UNREADABLE + "#1"), index.asked);
  }

  @Test
  void theLatestFiveHundredAreRemembered() {
    IntStream.range(0, 501).forEach(i -> statuses.read(entry("status/specs/" + i, "1")));
    index.asked.clear();

    IntStream.range(0, 501)
        .map(i -> 500 - i)
        .forEach(i -> statuses.read(entry("status/specs/" + i, "1")));

    assertEquals(List.of("status/specs/0#1"), index.asked);
  }

  @Test
  void whatThereIsIsListedEachTime() {
    assertEquals(index.list(3), statuses.list(3));
    assertEquals(List.of("list 3", "list 3"), index.asked);
  }

  private static StatusIndex.ListedStatus entry(String name, String generation) {
    return new StatusIndex.ListedStatus(
        "specs", "a", "id", Optional.of(State.RUNNING), SampleRecords.NOON, name, generation);
  }

  private static Status status(String generation) {
    return SampleRecords.status(new Submission("specs", "a", generation), State.RUNNING);
  }

  /** Notes what it is asked. */
  private static final class RecordingIndex implements StatusIndex {
    private final List<String> asked = new ArrayList<>();

    @Override
    public ListedStatuses list(int most) {
      asked.add("list " + most);
      return new ListedStatuses(List.of(entry("status/specs/a", "1")), true);
    }

    @Override
    public Optional<Status> read(ListedStatus entry) {
      asked.add(entry.name() + "#" + entry.generation());
      return entry.name().equals(UNREADABLE)
          ? Optional.empty()
          : Optional.of(status(entry.generation()));
    }
  }
}
