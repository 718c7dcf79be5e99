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
import java.util.function.DoubleSupplier;

/**
 * Posts CloudEvents in binary mode until they are taken, as Eventarc does: anything but a 2xx is
 * tried again with the same id, after a growing pause. Events are delivered side by side and in no
 * promised order. Safe for use by many threads.
 *
 * <p>https://cloud.google.com/eventarc/docs/retry-events
 */
public final class EventDelivery implements AutoCloseable {

  /**
   * How patient a delivery is.
   *
   * @param firstDelay the pause after the first refusal; it doubles with each further one
   * @param longestDelay the longest pause
   * @param maximumAge how long after it was posted an event is given up, by the clock
   * @param speed how many times faster than set above the pauses go by, above 0
   * @param jitter numbers from 0 up to but not 1, each of which shortens a pause by up to half
   * @param clock stamps the journal and tells an event's age
   */
  public record DeliveryOptions(
      Duration firstDelay,
      Duration longestDelay,
      Duration maximumAge,
      double speed,
      DoubleSupplier jitter,
      Clock clock) {

    public DeliveryOptions {
      if (!(speed > 0)) {
        throw new IllegalArgumentException("speed is " + speed + " and must be above 0.");
      }
    }

    /** From 1 to 60 seconds, for 24 hours, at speed 1, without jitter, by the system's clock. */
    public static DeliveryOptions defaults() {
      return new DeliveryOptions(
          Duration.ofSeconds(1),
          Duration.ofSeconds(60),
          Duration.ofHours(24),
          1,
          () -> 0,
          Clock.systemUTC());
    }

    /** The same, with pauses this many times shorter. */
    public DeliveryOptions withSpeed(double value) {
      return new DeliveryOptions(firstDelay, longestDelay, maximumAge, value, jitter, clock);
    }

    /** The same, by another clock. */
    public DeliveryOptions withClock(Clock value) {
      return new DeliveryOptions(firstDelay, longestDelay, maximumAge, speed, jitter, value);
    }

    /** The pause after this many refusals in a row. */
    Duration delayAfter(int refusals) {
      double nominal = (double) firstDelay.toNanos() * Math.pow(2, refusals - 1);
      double capped = Math.min(nominal, (double) longestDelay.toNanos());
      return Duration.ofNanos((long) (capped * (1 - jitter.getAsDouble() / 2) / speed));
    }
  }

  /** How a delivery ended. */
  public enum DeliveryResult {
    /** Answered with a 2xx. */
    DELIVERED,
    /** Refused until it was too old. */
    EXPIRED,
    /** Still under way when this was closed. */
    ABANDONED
  }

  /** Pub/Sub, which carries Eventarc's events, waits no longer: google/pubsub/v1/pubsub.proto. */
  private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);

  private record Posting(
      long number,
      EventMessage event,
      HttpRequest request,
      Instant at,
      CompletableFuture<DeliveryResult> outcome) {}

  private final DeliveryOptions options;
  private final Journal journal;
  private final EventTimer timer;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** By the number of the posting. */
  private final Map<Long, CompletableFuture<DeliveryResult>> outstanding = new HashMap<>();

  private long posted;
  private boolean closed;

  EventDelivery(DeliveryOptions options, Journal journal, EventTimer timer) {
    this.options = options;
    this.journal = journal;
    this.timer = timer;
  }

  /** A delivery on a thread of its own, which {@link #close} ends. */
  public static EventDelivery start(DeliveryOptions options, Journal journal) {
    return new EventDelivery(options, journal, new EventThreads());
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
      posting = new Posting(++posted, event, request, options.clock().instant(), outcome);
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
    Duration delay = options.delayAfter(number);
    Instant next = options.clock().instant().plus(delay);
    if (next.isAfter(posting.at().plus(options.maximumAge()))) {
      note(posting, "event.expired", status, number);
      end(posting, DeliveryResult.EXPIRED);
    } else {
      timer.after(delay, () -> attempt(posting, number + 1));
    }
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
    journal.add(options.clock().instant(), what, posting.event().about(), facts);
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
