package dev.slipway.cli.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.cli.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WatchSectionTest {

  private static final WatchSection THREE =
      WatchSection.of(
          "Ended",
          3,
          new Table("state", "spec").row("FAILED", "a").row("REJECTED", "b").row("FAILED", "c"),
          List.of(List.of(), List.of("fact", "  mend"), List.of("why")));

  private static String shown(WatchSection section, int room) {
    return String.join("\n", section.lines(room)) + "\n";
  }

  @Test
  void whereThereIsRoomEverythingIsShown() {
    assertEquals(7, THREE.need());
    assertEquals(
        """
        Ended: 3
          state     spec
          FAILED    a
          REJECTED  b
          fact
            mend
          FAILED    c
          why
        """,
        shown(THREE, 7));
  }

  @Test
  void whatHasNoRoomIsCounted() {
    assertEquals(
        """
        Ended: 3
          state     spec
          FAILED    a
          REJECTED  b
          … and 1 more
        """,
        shown(THREE, 4));
  }

  @Test
  void whatIsCutAtItsEndSaysSo() {
    assertEquals(
        """
        Ended: 3
          state     spec
          FAILED    a
          REJECTED  b
          fact
            mend
          … and 1 more
        """,
        shown(THREE, 6));
    WatchSection one =
        WatchSection.of(
            "Ended", 1, new Table("state").row("FAILED"), List.of(List.of("fact", "  mend")));
    assertEquals(
        """
        Ended: 1
          state
          FAILED
          …
        """,
        shown(one, 3));
  }

  @Test
  void whatWasNotLookedAtIsCountedToo() {
    WatchSection first =
        WatchSection.of("Ended", 20, new Table("state").row("FAILED"), List.of(List.of()));

    assertEquals(3, first.need());
    assertEquals(
        """
        Ended: 20
          state
          FAILED
          … and 19 more
        """,
        shown(first, 3));
  }

  @Test
  void withoutRoomForARowThereIsTheCountAlone() {
    assertEquals("Ended: 3\n", shown(THREE, 2));
    assertEquals("Ended: 3\n", shown(THREE, 0));
    assertEquals(
        "Ended: nothing\n", shown(WatchSection.of("Ended", 0, new Table("state"), List.of()), 5));
  }
}
