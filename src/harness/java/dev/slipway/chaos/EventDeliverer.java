package dev.slipway.chaos;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Delivers events as badly as it is allowed to: at least once, late, in any order, to any process
 * that lives, frozen ones too. What is not answered with a 2xx in time is delivered again with
 * back-off, while the first delivery may still be under way.
 */
final class EventDeliverer {

  /** Shorter than a long freeze, so that deliveries overlap. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(8);
  private static final int NO_ANSWER = 0;
  private static final int LONGEST_DELAY_MILLIS = 10_000;
  private static final double DUPLICATED = 0.25;
  private static final double DELAYED = 0.25;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ActionTimer timer;
  private final Counters counters;
  private final Random random;
  private final double lost;
  private final Supplier<Optional<URI>> anybody;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, AtomicInteger> outstanding = new ConcurrentHashMap<>();
  private final Set<String> unheard = ConcurrentHashMap.newKeySet();
  private final AtomicInteger mostAttemptsInCalm = new AtomicInteger();

  /**
   * @param lost the share of events that never arrive
   * @param anybody some process that lives; empty while there is none
   */
  EventDeliverer(
      ActionTimer timer,
      Counters counters,
      Random random,
      double lost,
      Supplier<Optional<URI>> anybody) {
    this.timer = timer;
    this.counters = counters;
    this.random = random;
    this.lost = lost;
    this.anybody = anybody;
  }

  /** Delivers an event that may get lost, say one of Cloud Storage's. */
  void maybe(DeliveredEvent event) {
    if (timer.isDisturbing() && random.nextDouble() < lost) {
      counters.count(Counters.Counter.EVENTS);
      counters.count(Counters.Counter.LOST);
      event.uploaded().ifPresent(unheard::add);
    } else {
      surely(event);
    }
  }

  /** Delivers an event at least once. */
  void surely(DeliveredEvent event) {
    counters.count(Counters.Counter.EVENTS);
    post(event);
    while (timer.isDisturbing() && random.nextDouble() < DUPLICATED) {
      counters.count(Counters.Counter.DUPLICATED);
      post(event);
    }
  }

  /** IDs of the submissions of whose upload no event told. */
  Set<String> unheard() {
    return Set.copyOf(unheard);
  }

  /** How many deliveries have not been acknowledged. */
  int outstanding() {
    return outstanding.size();
  }

  /** How often the one was refused, since the disturbance was over, that was so most often. */
  int mostRefusalsInCalm() {
    return mostAttemptsInCalm.get();
  }

  private void post(DeliveredEvent event) {
    long number = numbers.incrementAndGet();
    outstanding.put(number, new AtomicInteger());
    timer.after(delay(), () -> attempt(number, event, FIRST_BACK_OFF));
  }

  private Duration delay() {
    if (timer.isDisturbing() && random.nextDouble() < DELAYED) {
      counters.count(Counters.Counter.DELAYED);
      return Duration.ofMillis(random.nextInt(LONGEST_DELAY_MILLIS));
    }
    return Duration.ofMillis(random.nextInt(100));
  }

  private void attempt(long number, DeliveredEvent event, Duration backOff) {
    Optional<URI> target = anybody.get();
    if (target.isEmpty()) {
      timer.after(backOff, () -> attempt(number, event, backOff));
      return;
    }
    boolean isCalm = !timer.isDisturbing();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.get())
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofString(event.body()));
    event.headers().forEach(request::header);
    var unused =
        client
            .sendAsync(request.build(), HttpResponse.BodyHandlers.discarding())
            .handle((response, error) -> response == null ? NO_ANSWER : response.statusCode())
            .thenAccept(answer -> settle(number, event, backOff, isCalm, answer));
  }

  private void settle(
      long number, DeliveredEvent event, Duration backOff, boolean isCalm, int answer) {
    if (answer / 100 == 2) {
      counters.count(Counters.Counter.DELIVERED);
      outstanding.remove(number);
      return;
    }
    counters.count(Counters.Counter.REDELIVERED);
    AtomicInteger refusals = outstanding.getOrDefault(number, new AtomicInteger());
    // An answer that does not come in time tells of the machine, not of the function.
    if (isCalm && answer != NO_ANSWER) {
      mostAttemptsInCalm.accumulateAndGet(refusals.incrementAndGet(), Math::max);
    }
    Duration twice = backOff.multipliedBy(2);
    Duration next = twice.compareTo(LONGEST_BACK_OFF) > 0 ? LONGEST_BACK_OFF : twice;
    timer.after(backOff, () -> attempt(number, event, next));
  }
}
