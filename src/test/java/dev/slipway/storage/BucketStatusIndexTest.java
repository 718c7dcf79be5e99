package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.port.StatusIndex;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Statuses at a glance. */
final class BucketStatusIndexTest {

  private final MemoryObjectStore bucket =
      new MemoryObjectStore(
          "state", InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z")), new Random(1));
  private final ReadOnlyStore store = new ReadOnlyStore(bucket);
  private final StatusIndex index = new BucketStatusIndex(store);

  @Test
  void namesAndMetadataTellWhatItIs() {
    put("status/specs/team/a.json", Map.of("id", "a1", "state", "FAILED"));
    put("status/specs/_long/0123", Map.of("id", "b1", "state", "RUNNING"));
    put("status/_pubsub/key", Map.of("id", "c1", "state", "OF_TOMORROW"));
    put("status/_unreadable/event", Map.of());
    put("done/a1", Map.of("state", "FAILED"));

    assertEquals(
        List.of(
            "_pubsub|key|c1|Optional.empty",
            "specs|team/a.json|a1|Optional[FAILED]",
            "specs||b1|Optional[RUNNING]"),
        index.list(10).entries().stream()
            .map(each -> each.bucket() + "|" + each.object() + "|" + each.id() + "|" + each.state())
            .sorted()
            .toList());
  }

  @Test
  void unreadableEventsOfAnOlderVersionDoNotHideStatuses() {
    for (int i = 0; i < 3_000; i++) {
      put("status/_unreadable/%04d".formatted(i), Map.of());
    }
    put("status/specs/a.json", Map.of("id", "a1", "state", "FAILED"));

    StatusIndex.ListedStatuses listing = index.list(2_000);

    assertEquals(
        List.of("a1"), listing.entries().stream().map(StatusIndex.ListedStatus::id).toList());
    assertEquals(false, listing.isCut());
  }

  @Test
  void noMoreAreListedThanAskedForAndItIsToldSo() {
    for (int i = 0; i < 2_500; i++) {
      put("status/specs/%04d.json".formatted(i), Map.of("id", "i" + i, "state", "FAILED"));
    }

    assertEquals(2_500, index.list(5_000).entries().size());
    assertEquals(false, index.list(5_000).isCut());
    assertEquals(1_200, index.list(1_200).entries().size());
    assertEquals(true, index.list(1_200).isCut());
    assertEquals(
        2_500,
        index.list(5_000).entries().stream()
            .map(StatusIndex.ListedStatus::id)
            .collect(Collectors.toSet())
            .size());
  }

  @Test
  void whatWasReplacedOrCannotBeReadIsNotTold() {
    put("status/specs/a.json", Map.of("id", "a1", "state", "FAILED"));
    StatusIndex.ListedStatus entry = index.list(1).entries().get(0);

    assertEquals(Optional.of(State.FAILED), entry.state());
    assertEquals(Optional.empty(), index.read(entry), "its content is no status");
    bucket.delete("status/specs/a.json", entry.generation());
    assertEquals(Optional.empty(), index.read(entry));
  }

  @Test
  void whoOnlyLooksCannotWriteNorDelete() {
    NewObject object = new NewObject("status/specs/a.json", NewObject.JSON, Map.of());

    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class, () -> store.write(object, new byte[0], Optional.empty()));

    assertEquals(
        "only for looking, but asked to write gs://state/status/specs/a.json",
        refused.getMessage());
    assertThrows(IllegalStateException.class, () -> store.delete("queue/1", "1"));
    assertEquals(List.of(), bucket.list(""));
  }

  private void put(String name, Map<String, String> metadata) {
    WriteResult result =
        bucket.write(
            new NewObject(name, NewObject.JSON, metadata),
            "{}".getBytes(StandardCharsets.UTF_8),
            Optional.empty());
    assertEquals(true, result.written().isPresent());
  }
}
