package dev.slipway.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoomTest {

  @ParameterizedTest(name = "a heap of {0} MiB has room for {1}")
  @CsvSource({"8, 1", "307, 12", "614, 25", "8388608, 349525"})
  void aHeapHasRoomForSoManyEventsWithTheLargestSpecs(long mebibytes, int events) {
    assertEquals(events, Room.inHeapOf(mebibytes << 20).places());
  }

  @Test
  void whoIsInTakesAPlaceAndLeavesItHoweverItEnds() {
    Room room = new Room(2);
    List<Integer> left = new ArrayList<>();

    room.enter(
        () -> {
          left.add(room.places());
          room.enter(() -> left.add(room.places()));
        });
    assertThrows(
        IllegalStateException.class,
        () ->
            room.enter(
                () -> {
                  throw new IllegalStateException("struck");
                }));

    left.add(room.places());
    assertEquals(List.of(1, 0, 2), left);
  }
}
