package dev.slipway.event;

import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.SpecFilter;
import dev.slipway.spec.Utf8;
import dev.slipway.text.Patterns;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a change to an object of Cloud Storage says to us. */
final class ObjectChanges {

  private static final Pattern GENERATION = Pattern.compile("[0-9]{1,19}");

  /** In bytes of UTF-8: https://cloud.google.com/storage/docs/objects#naming */
  private static final int LONGEST_NAME = 1024;

  /**
   * A change.
   *
   * @param overwrittenBy the generation that took its place, where known
   */
  record Change(String bucket, String object, String generation, Optional<String> overwrittenBy) {}

  private final SpecFilter filter;

  ObjectChanges(SpecFilter filter) {
    this.filter = filter;
  }

  /** An object was written, as was told first at that time. */
  Signal arrived(Change change, Instant at) {
    return ofSpec(
        change,
        spec -> new Signal.SpecArrived(spec.bucket(), spec.object(), spec.generation(), at));
  }

  Signal gone(Change change) {
    return ofSpec(
        change,
        spec ->
            new Signal.SpecGone(
                spec.bucket(), spec.object(), spec.generation(), spec.overwrittenBy()));
  }

  /** A change told by a Pub/Sub notification, first at that time. */
  Signal notified(PubsubMessage message, Instant at) {
    String type = message.required("eventType");
    return switch (type) {
      case "OBJECT_FINALIZE" -> arrived(change(message), at);
      case "OBJECT_DELETE", "OBJECT_ARCHIVE" -> gone(change(message));
      default -> new Signal.Ignored("notifications of %s mean nothing here".formatted(type));
    };
  }

  private static Change change(PubsubMessage message) {
    String overwrittenBy = message.attribute("overwrittenByGeneration");
    return new Change(
        message.required("bucketId"),
        message.required("objectId"),
        message.required("objectGeneration"),
        Optional.of(overwrittenBy).filter(generation -> !generation.isEmpty()));
  }

  /** Asking Cloud Storage about any other name is an error each time: it would never end. */
  private static boolean isName(String object) {
    return Utf8.canEncode(object)
        && object.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME
        && object.indexOf('\r') < 0
        && object.indexOf('\n') < 0;
  }

  private Signal ofSpec(Change change, Function<Change, Signal> signal) {
    Optional<String> whyNot = filter.whyNot(change.bucket(), change.object());
    if (whyNot.isPresent() && filter.nearMiss(change.bucket(), change.object()).isEmpty()) {
      return new Signal.Ignored(whyNot.get());
    }
    if (!isName(change.object())) {
      throw new IllegalArgumentException("no object can have this name");
    }
    if (!Patterns.matches(GENERATION, change.generation())) {
      throw new IllegalArgumentException(
          "\"%s\" is not the generation of an object".formatted(change.generation()));
    }
    return signal.apply(change);
  }
}
