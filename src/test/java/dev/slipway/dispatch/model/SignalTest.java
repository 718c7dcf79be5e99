package dev.slipway.dispatch.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SignalTest {

  private static final Bytes CONTENT = Bytes.of(new byte[] {1, 2});

  /** Tells which case was taken. */
  private static final class CaseNames implements Signal.Cases<String> {
    @Override
    public String arrived(Signal.SpecArrived signal) {
      return "arrived " + signal.submission();
    }

    @Override
    public String gone(Signal.SpecGone signal) {
      return "gone " + signal.submission();
    }

    @Override
    public String published(Signal.SpecPublished signal) {
      return "published " + signal.submission();
    }

    @Override
    public String tick(Signal.Tick signal) {
      return "tick";
    }

    @Override
    public String ignored(Signal.Ignored signal) {
      return "ignored";
    }

    @Override
    public String unreadable(Signal.UnreadableEvent signal) {
      return "unreadable " + signal.content();
    }
  }

  @Test
  void eachSignalTakesItsOwnWay() {
    List<Signal> signals =
        List.of(
            new Signal.SpecArrived("b", "o", "1", Instant.EPOCH),
            new Signal.SpecGone("b", "o", "1", Optional.empty()),
            new Signal.SpecPublished("k", "", CONTENT, Instant.EPOCH),
            new Signal.Tick(Instant.EPOCH),
            new Signal.Ignored("why"),
            new Signal.UnreadableEvent("e1", CONTENT, "why"));
    assertEquals(
        List.of(
            "arrived gs://b/o#1",
            "gone gs://b/o#1",
            "published message k",
            "tick",
            "ignored",
            "unreadable 2 bytes"),
        signals.stream().map(signal -> signal.match(new CaseNames())).toList());
  }

  @Test
  void bytesAreAValue() {
    byte[] source = {1, 2};
    Bytes bytes = Bytes.of(source);
    source[0] = 9;
    bytes.toArray()[1] = 9;
    assertEquals(CONTENT, bytes);
    assertEquals(CONTENT.hashCode(), bytes.hashCode());
    assertNotEquals(CONTENT, Bytes.of(source));
  }
}
