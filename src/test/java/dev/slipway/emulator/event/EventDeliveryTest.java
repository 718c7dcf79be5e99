package dev.slipway.emulator.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import dev.slipway.emulator.event.EventDelivery.DeliveryResult;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redelivery, by a timer and a clock that the test moves. */
class EventDeliveryTest {

  private static final EventMessage TICK =
      new EventMessage(
          Map.of(
              "specversion", "1.0",
              "id", "17",
              "source", "//pubsub.googleapis.com/projects/p1/topics/ticks",
              "type", "google.cloud.pubsub.topic.v1.messagePublished"),
          "application/json",
          "{\"message\":{}}");

  private final ManualClock clock = new ManualClock();
  private final Journal journal = new Journal();
  private final EventTestTimer timer = new EventTestTimer();
  private final EventDelivery delivery = new EventDelivery(clock, journal, timer);

  @AfterEach
  void stop() {
    delivery.close();
  }

  private List<String> journaled() {
    return journal.entries().stream()
        .map(
            entry ->
                entry.what()
                    + " "
                    + entry.facts().get("status")
                    + " "
                    + entry.facts().get("attempt"))
        .toList();
  }

  @Test
  void anEventThatIsTakenIsDeliveredOnce() throws Exception {
    try (EventReceiver receiver = new EventReceiver(0, 500)) {
      CompletableFuture<DeliveryResult> outcome = delivery.post(TICK, receiver.uri());
      CompletableFuture<Void> idle = delivery.idle();
      assertFalse(idle.isDone());
      timer.runNext();

      assertEquals(DeliveryResult.DELIVERED, outcome.get());
      idle.get();
      assertEquals(
          new EventReceiver.Received(
              Map.of(
                  "ce-specversion", "1.0",
                  "ce-id", "17",
                  "ce-source", "//pubsub.googleapis.com/projects/p1/topics/ticks",
                  "ce-type", "google.cloud.pubsub.topic.v1.messagePublished",
                  "content-type", "application/json"),
              "{\"message\":{}}"),
          receiver.next());
      assertEquals(
          List.of(
              new Journal.JournalEntry(
                  clock.instant(),
                  "event.delivered",
                  "//pubsub.googleapis.com/projects/p1/topics/ticks",
                  Map.of(
                      "id", "17",
                      "type", "google.cloud.pubsub.topic.v1.messagePublished",
                      "target", receiver.uri().toString(),
                      "status", "204",
                      "attempt", "1"))),
          journal.entries());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 400, 404, 429, 500, 503})
  void aRefusedEventIsDeliveredAgainUnderItsId(int status) throws Exception {
    try (EventReceiver receiver = new EventReceiver(3, status)) {
      CompletableFuture<DeliveryResult> outcome = delivery.post(TICK, receiver.uri());

      List<Duration> delays =
          List.of(timer.runNext(), timer.runNext(), timer.runNext(), timer.runNext());

      assertEquals(DeliveryResult.DELIVERED, outcome.get());
      assertEquals(
          List.of(
              Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4)),
          delays);
      for (int i = 0; i < 4; i++) {
        assertEquals("17", receiver.next().headers().get("ce-id"));
      }
      assertEquals(
          List.of(
              "event.refused " + status + " 1",
              "event.refused " + status + " 2",
              "event.refused " + status + " 3",
              "event.delivered 204 4"),
          journaled());
    }
  }

  @Test
  void aTargetThatDoesNotListenIsTriedAgain() throws Exception {
    EventReceiver gone = new EventReceiver(0, 500);
    URI nobody = gone.uri();
    gone.close();

    CompletableFuture<DeliveryResult> outcome = delivery.post(TICK, nobody);
    timer.runNext();
    timer.runNext();
    timer.runNextAfter(() -> clock.advance(Duration.ofHours(25)));

    assertEquals(DeliveryResult.EXPIRED, outcome.get());
    assertEquals(
        List.of(
            "event.refused no answer 1",
            "event.refused no answer 2",
            "event.refused no answer 3",
            "event.expired no answer 3"),
        journaled());
  }

  @Test
  void whatIsOutstandingIsAbandonedOnClose() {
    CompletableFuture<DeliveryResult> before =
        delivery.post(TICK, URI.create("http://127.0.0.1:1/"));

    delivery.close();

    assertEquals(DeliveryResult.ABANDONED, before.join());
    assertEquals(
        DeliveryResult.ABANDONED, delivery.post(TICK, URI.create("http://127.0.0.1:1/")).join());
    assertTrue(delivery.idle().isDone());
  }

  @Test
  void pausesDoubleUpToTheLongest() {
    assertEquals(
        List.of(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L),
        IntStream.rangeClosed(1, 8)
            .mapToObj(n -> EventDelivery.delayAfter(n).toSeconds())
            .toList());
    assertEquals(Duration.ofSeconds(60), EventDelivery.delayAfter(10_000));
  }

  @Test
  void anEventWithoutAnIdIsNoEvent() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new EventMessage(Map.of("source", "s"), "application/json", "{}"));

    assertEquals("A CloudEvent needs the attribute id; there are [source]", refusal.getMessage());
  }
}
