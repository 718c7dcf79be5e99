package dev.slipway.event;

import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.SpecFilter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Turns an event into a signal, whatever it holds: what is not for us is ignored, what is broken is
 * told so, and neither is an exception, since delivering it again would change nothing.
 */
public final class Events {

  /** A tick that is older is not read: a newer one is behind it. */
  public static final Duration OLDEST_TICK = Duration.ofMinutes(2);

  private static final String STORAGE = "google.cloud.storage.object.v1.";
  static final String PUBSUB = "google.cloud.pubsub.topic.v1.messagePublished";

  private final ObjectChanges changes;
  private final List<String> ticksFrom;
  private final InstantSource clock;

  /**
   * A reader of events.
   *
   * @param ticksFrom full names of the topics and subscriptions whose ticks count; none for all
   * @param clock tells how old a tick is
   */
  public Events(SpecFilter filter, List<String> ticksFrom, InstantSource clock) {
    this.changes = new ObjectChanges(filter);
    this.ticksFrom = List.copyOf(ticksFrom);
    this.clock = clock;
  }

  /** What an event says. */
  public Signal read(Event event) {
    byte[] data = event.data().toArray();
    try {
      return read(event, data);
    } catch (IllegalArgumentException | DateTimeException e) {
      return unreadable(event, data, String.valueOf(e.getMessage()));
    } catch (RuntimeException bug) {
      // Ours, most likely; but delivering it again would strike it again.
      return unreadable(event, data, bug.toString());
    }
  }

  private static Signal unreadable(Event event, byte[] data, String why) {
    return new Signal.UnreadableEvent(event.id(), Bytes.of(data), event.type() + ": " + why);
  }

  private Signal read(Event event, byte[] data) {
    String type = event.type();
    if (type.equals(PUBSUB)) {
      return published(PubsubMessage.of(event, EventFields.parse(data)), at(event));
    }
    return switch (type) {
      case STORAGE + "finalized" -> changes.arrived(object(data), at(event));
      case STORAGE + "deleted", STORAGE + "archived" -> changes.gone(object(data));
      default -> new Signal.Ignored("events of type \"%s\" mean nothing here".formatted(type));
    };
  }

  /** When what it tells was told first: however often it is delivered, its time is the same. */
  private Instant at(Event event) {
    return event.time().orElseGet(clock::instant);
  }

  /**
   * The object's name comes from the data, never from the event's subject: the Functions Framework
   * cuts header values at commas and leaves them percent-encoded.
   */
  private static ObjectChanges.Change object(byte[] data) {
    EventFields fields = EventFields.parse(data);
    return new ObjectChanges.Change(
        fields.text("bucket"), fields.text("name"), fields.text("generation"), Optional.empty());
  }

  /**
   * A notification goes by its attributes, which are there with every payload format
   * (https://cloud.google.com/storage/docs/pubsub-notifications#attributes).
   */
  private Signal published(PubsubMessage message, Instant at) {
    if (message.has("eventType") || message.has("bucketId")) {
      return changes.notified(message, at);
    }
    return message.attribute("slipway").equals("tick") ? tick(message) : spec(message);
  }

  private Signal tick(PubsubMessage message) {
    List<String> origins = message.origins();
    if (!ticksFrom.isEmpty() && origins.stream().noneMatch(this::isOfTheClock)) {
      return new Signal.Ignored(
          "a tick of %s does not count: SLIPWAY_TICKS_FROM is %s"
              .formatted(
                  origins.isEmpty() ? "an unknown topic" : String.join(", ", origins),
                  String.join(",", ticksFrom)));
    }
    Duration age = Duration.between(message.published(), clock.instant());
    return age.compareTo(OLDEST_TICK) > 0
        ? new Signal.Ignored(
            "a tick of %s is too old, a newer one is on its way".formatted(message.published()))
        : new Signal.Tick(message.published());
  }

  /**
   * Goes by the name within the project: no source says whether a push and an event name the
   * project by its ID or by its number, and nobody can have another project's topic pushed here.
   */
  private boolean isOfTheClock(String origin) {
    return ticksFrom.stream().map(Events::inProject).anyMatch(inProject(origin)::equals);
  }

  private static String inProject(String name) {
    String projects = "projects/";
    return name.startsWith(projects)
        ? name.substring(name.indexOf('/', projects.length()) + 1)
        : name;
  }

  private static Signal spec(PubsubMessage message) {
    return new Signal.SpecPublished(
        message.key(), message.attribute("name"), message.content(), message.published());
  }
}
