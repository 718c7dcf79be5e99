package dev.slipway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.dispatch.Signal;
import dev.slipway.dispatch.SpecFilter;
import dev.slipway.event.Events;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Events, whole as JSON (the envelope is the library's to read), or as a line with the type and
 * then the data. Whatever they hold, a signal comes of it, and the spec of a message is read.
 */
final class EventTarget {

  private static final SpecFilter FILTER =
      new SpecFilter("slipway-specs", "", List.of(".json", ".yaml"));
  private static final Events EVENTS =
      new Events(FILTER, InstantSource.fixed(Instant.parse("2000-01-01T00:00:01Z")));

  /** The reason that is given for a bug of ours is the exception, by its class. */
  private static final Pattern BUG = Pattern.compile("\\w+(\\.\\w+)+(Exception|Error)(: .*)?");

  private EventTarget() {}

  /** Jazzer's entry point. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    event(bytes).ifPresent(event -> EVENTS.read(event).match(new Held(event)));
  }

  private static Optional<CloudEvent> event(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] == '{') {
      try {
        return Optional.of(
            EventFormatProvider.getInstance()
                .resolveFormat(JsonFormat.CONTENT_TYPE)
                .deserialize(bytes));
      } catch (EventDeserializationException | CloudEventRWException declared) {
        return Optional.empty();
      }
    }
    int end = 0;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end == 0 || end == bytes.length
        ? Optional.empty()
        : Optional.of(
            CloudEventBuilder.v1()
                .withId("1")
                .withSource(URI.create("//fuzz"))
                .withType(new String(bytes, 0, end, UTF_8))
                .withData(Arrays.copyOfRange(bytes, end + 1, bytes.length))
                .build());
  }

  /** What holds of each kind of signal. */
  private record Held(CloudEvent event) implements Signal.Cases<Boolean> {

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
    public Boolean unreadable(Signal.Unreadable signal) {
      String why = signal.reason().substring(event.getType().length() + 2);
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
