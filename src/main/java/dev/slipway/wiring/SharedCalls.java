package dev.slipway.wiring;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Calls that many need at once, made for all of them together. While a few answers to a question
 * are on their way, whoever asks it shares the next one: which begins after he has asked, so that
 * it tells of whatever he did before. A burst of specs costs Vertex AI's quota as little as this.
 */
final class SharedCalls {

  /** One slow answer must not keep the others waiting. */
  private static final int UNDER_WAY = 2;

  private final Executor executor;
  private final Map<String, Round> rounds = new HashMap<>();

  /** The calls of one question. */
  private static final class Round {
    private int underWay;
    private Optional<FutureTask<?>> next = Optional.empty();
  }

  /**
   * @param executor runs calls
   */
  SharedCalls(Executor executor) {
    this.executor = executor;
  }

  /** Asks; the same question always has answers of the same type. */
  <T> Future<T> ask(String question, Supplier<T> call) {
    FutureTask<T> task = new FutureTask<>(call::get);
    synchronized (rounds) {
      Round round = rounds.computeIfAbsent(question, unknown -> new Round());
      if (round.next.isPresent()) {
        @SuppressWarnings("unchecked") // see above
        Future<T> other = (Future<T>) round.next.get();
        return other;
      }
      if (round.underWay == UNDER_WAY) {
        round.next = Optional.of(task);
        return task;
      }
      round.underWay++;
    }
    begin(question, task);
    return task;
  }

  private void begin(String question, FutureTask<?> task) {
    executor.execute(
        () -> {
          task.run();
          next(question).ifPresent(next -> begin(question, next));
        });
  }

  /** Takes the place of a call that is over; none is kept when there is no next one. */
  private Optional<FutureTask<?>> next(String question) {
    synchronized (rounds) {
      Round round = Objects.requireNonNull(rounds.get(question));
      Optional<FutureTask<?>> next = round.next;
      round.next = Optional.empty();
      if (next.isEmpty() && --round.underWay == 0) {
        rounds.remove(question);
      }
      return next;
    }
  }
}
