package dev.slipway.emulator.event;

import dev.slipway.emulator.Journal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Posts CloudEvents in binary mode until they are taken, as Eventarc does: anything but a 2xx is
 * tried again with the same id, after a growing pause. Events are delivered side by side and in no
 * promised order. Safe for use by many threads.
 *
 * <p>https://cloud.google.com/eventarc/docs/retry-events
 */
public final class EventDelivery implements AutoCloseable {

  /** How a delivery ended. */
  public enum DeliveryResult {
    /** Answered with a 2xx. */
    DELIVERED,
    /** Refused until it was too old. */
    EXPIRED,
    /** Still under way when this was closed. */
    ABANDONED
  }

  private static final Duration FIRST_DELAY = Duration.ofSeconds(1);
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(60);

  /** How long after it was posted an event is given up. */
  private static final Duration MAXIMUM_AGE = Duration.ofHours(24);

  /** Pub/Sub, which carries Eventarc's events, waits no longer: google/pubsub/v1/pubsub.proto. */
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);

  private record Posting(
      long number,
      EventMessage event,
      HttpRequest request,
      Instant at,
      CompletableFuture<DeliveryResult> outcome) {}

  private final Clock clock;
  private final Journal journal;
  private final EventTimer timer;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** By the number of the posting. */
  private final Map<Long, CompletableFuture<DeliveryResult>> outstanding = new HashMap<>();

  private long posted;
  private boolean closed;

  EventDelivery(Clock clock, Journal journal, EventTimer timer) {
    this.clock = clock;
    this.journal = journal;
    this.timer = timer;
  }

  /**
   * A delivery on a thread of its own, which {@link #close} ends.
   *
   * @param clock stamps the journal and tells an event's age
   */
  public static EventDelivery start(Clock clock, Journal journal) {
    return new EventDelivery(clock, journal, new EventThreads());
  }

  /**
   * Delivers an event in the background.
   *
   * @return completes when no more attempt follows; never fails
   * @throws IllegalArgumentException if the target is no HTTP address
   */
  public CompletableFuture<DeliveryResult> post(EventMessage event, URI target) {
    HttpRequest request = request(event, target);
    CompletableFuture<DeliveryResult> outcome = new CompletableFuture<>();
    Posting posting;
    synchronized (this) {
      if (closed) {
        return CompletableFuture.completedFuture(DeliveryResult.ABANDONED);
      }
      posting = new Posting(++posted, event, request, clock.instant(), outcome);
      outstanding.put(posting.number(), outcome);
    }
    timer.after(Duration.ZERO, () -> attempt(posting, 1));
    return outcome.copy();
  }

  /** Completes when everything posted until now is delivered or given up; never fails. */
  public synchronized CompletableFuture<Void> idle() {
    return CompletableFuture.allOf(outstanding.values().toArray(CompletableFuture[]::new));
  }

  /** Makes no further attempt. An attempt under way may still arrive. */
  @Override
  public void close() {
    timer.close();
    List<CompletableFuture<DeliveryResult>> abandoned;
    synchronized (this) {
      closed = true;
      abandoned = List.copyOf(outstanding.values());
      outstanding.clear();
    }
    abandoned.forEach(outcome -> outcome.complete(DeliveryResult.ABANDONED));
  }

  private void attempt(Posting posting, int number) {
    var unused =
        client
            .sendAsync(posting.request(), HttpResponse.BodyHandlers.discarding())
            .handle((response, error) -> Optional.ofNullable(response))
            .thenAccept(response -> settle(posting, number, response));
  }

  /** Notes the answer, which is empty if there was none, and decides how to go on. */
  private void settle(Posting posting, int number, Optional<? extends HttpResponse<?>> response) {
    if (posting.outcome().isDone()) {
      return;
    }
    int status = response.map(HttpResponse::statusCode).orElse(0);
    boolean taken = status >= 200 && status < 300;
    note(posting, taken ? "event.delivered" : "event.refused", status, number);
    if (taken) {
      end(posting, DeliveryResult.DELIVERED);
      return;
    }
    Duration delay = delayAfter(number);
    Instant next = clock.instant().plus(delay);
    if (next.isAfter(posting.at().plus(MAXIMUM_AGE))) {
      note(posting, "event.expired", status, number);
      end(posting, DeliveryResult.EXPIRED);
    } else {
      timer.after(delay, () -> attempt(posting, number + 1));
    }
  }

  /** The pause after this many refusals in a row. */
  static Duration delayAfter(int refusals) {
    double nominal = (double) FIRST_DELAY.toNanos() * Math.pow(2, refusals - 1);
    return Duration.ofNanos((long) Math.min(nominal, (double) LONGEST_DELAY.toNanos()));
  }

  private void end(Posting posting, DeliveryResult outcome) {
    synchronized (this) {
      outstanding.remove(posting.number());
    }
    posting.outcome().complete(outcome);
  }

  private void note(Posting posting, String what, int status, int attempt) {
    Map<String, String> facts = new HashMap<>();
    facts.put("id", posting.event().attribute("id"));
    facts.put("type", posting.event().attribute("type"));
    facts.put("target", posting.request().uri().toString());
    facts.put("status", status == 0 ? "no answer" : Integer.toString(status));
    facts.put("attempt", Integer.toString(attempt));
    journal.add(clock.instant(), what, posting.event().about(), facts);
  }

  private static HttpRequest request(EventMessage event, URI target) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(LONGEST_ANSWER)
            .header("Content-Type", event.contentType())
            .POST(HttpRequest.BodyPublishers.ofString(event.data()));
    event.headers().forEach(request::header);
    return request.build();
  }
}
