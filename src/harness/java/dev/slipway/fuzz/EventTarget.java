package dev.slipway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.SpecFilter;
import dev.slipway.event.Event;
import dev.slipway.event.Events;
import dev.slipway.event.HttpEvents;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Requests: with a CloudEvent in structured mode, with a push of Pub/Sub's, or as a line with the
 * type of a CloudEvent and then its data. Whatever they hold, a signal comes of it, and the spec of
 * a message is read.
 */
final class EventTarget {

  private static final SpecFilter FILTER =
      new SpecFilter("slipway-specs", "", List.of(".json", ".yaml"));
  private static final Events EVENTS =
      new Events(FILTER, List.of(), InstantSource.fixed(Instant.parse("2000-01-01T00:00:01Z")));

  /** The reason that is given for a bug of ours is the exception, by its class. */
  private static final Pattern BUG = Pattern.compile("\\w+(\\.\\w+)+(Exception|Error)(: .*)?");

  private static final String STRUCTURED = "application/cloudevents+json";

  private EventTarget() {}

  /** Jazzer's entry point. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    event(bytes).ifPresent(event -> EVENTS.read(event).match(new SignalOracle(event)));
  }

  private static Optional<Event> event(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] == '{') {
      try {
        return Optional.of(HttpEvents.read(Map.of("content-type", STRUCTURED), bytes));
      } catch (IllegalArgumentException declared) {
        return Optional.empty();
      }
    }
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    if (end == 0 || end == bytes.length) {
      return Optional.empty();
    }
    String type = new String(bytes, 0, end, UTF_8);
    Map<String, String> headers =
        type.equals("push") ? Map.of() : Map.of("ce-id", "1", "ce-type", type);
    return Optional.of(HttpEvents.read(headers, Arrays.copyOfRange(bytes, end + 1, bytes.length)));
  }

  /** What holds of each kind of signal. */
  private record SignalOracle(Event event) implements Signal.Cases<Boolean> {

    @Override
    public Boolean arrived(Signal.SpecArrived signal) {
      return held(
          FILTER.whyNot(signal.bucket(), signal.object()).isEmpty()
              && signal.generation().matches("[0-9]{1,19}")
              && signal.submission().id().matches("[0-9a-f]{32}"),
          signal);
    }

    @Override
    public Boolean gone(Signal.SpecGone signal) {
      return held(
          FILTER.whyNot(signal.bucket(), signal.object()).isEmpty()
              && signal.generation().matches("[0-9]{1,19}"),
          signal);
    }

    @Override
    public Boolean published(Signal.SpecPublished signal) {
      SpecOracle.check(signal.content().toArray());
      return held(!signal.key().isEmpty(), signal);
    }

    @Override
    public Boolean tick(Signal.Tick signal) {
      return held(true, signal);
    }

    @Override
    public Boolean ignored(Signal.Ignored signal) {
      return held(!signal.reason().isEmpty(), signal);
    }

    @Override
    public Boolean unreadable(Signal.UnreadableEvent signal) {
      String why = signal.reason().substring(event.type().length() + 2);
      return held(!BUG.matcher(why).matches(), signal);
    }

    private static boolean held(boolean holds, Signal signal) {
      if (!holds) {
        throw new AssertionError(signal.toString());
      }
      return true;
    }
  }
}
