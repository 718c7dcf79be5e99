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
 * Calls that many need at once, made for all of them together. While answers to a question are on
 * their way, whoever asks it shares the next one: which begins after he has asked, so that it tells
 * of whatever he did before. A burst of specs costs Vertex AI's quota as little as this.
 */
final class SharedCalls {

  private final Executor executor;
  private final Map<String, Round> rounds = new HashMap<>();

  /**
   * @param executor runs calls
   */
  SharedCalls(Executor executor) {
    this.executor = executor;
  }

  /** Asks; the same question always has answers of the same type. */
  <T> Future<T> ask(String question, Supplier<T> call) {
    Future<?> mine;
    Optional<FutureTask<?>> due;
    synchronized (rounds) {
      Round round = rounds.computeIfAbsent(question, unknown -> new Round());
      mine = round.join(new FutureTask<>(call::get));
      due = round.due();
    }
    due.ifPresent(task -> begin(question, task));
    @SuppressWarnings("unchecked") // see above
    Future<T> answer = (Future<T>) mine;
    return answer;
  }

  private void begin(String question, FutureTask<?> task) {
    executor.execute(
        () -> {
          task.run();
          finished(question).ifPresent(next -> begin(question, next));
        });
  }

  private Optional<FutureTask<?>> finished(String question) {
    synchronized (rounds) {
      Round round = Objects.requireNonNull(rounds.get(question));
      round.underWay--;
      Optional<FutureTask<?>> due = round.due();
      if (round.underWay == 0) {
        rounds.remove(question);
      }
      return due;
    }
  }

  /** The calls of one question. */
  private static final class Round {

    /** So many may be under way while few ask: a slow answer keeps nobody waiting. */
    private static final int FEW_ASK = 2;

    /** And when a crowd asks: the longer they gather, the fewer calls there are. */
    private static final int MANY_ASK = 1;

    private static final int CROWD = 4;

    private Optional<FutureTask<?>> next = Optional.empty();
    private int sharing;
    private int underWay;

    /** How many share the call that was begun last. */
    private int crowd;

    /** The next call, which is this one if there is none. */
    Future<?> join(FutureTask<?> call) {
      if (next.isEmpty()) {
        next = Optional.of(call);
      }
      sharing++;
      return next.get();
    }

    /** Takes the next call if it may begin now: from then on nobody joins it. */
    Optional<FutureTask<?>> due() {
      if (next.isEmpty() || underWay >= (crowd < CROWD ? FEW_ASK : MANY_ASK)) {
        return Optional.empty();
      }
      Optional<FutureTask<?>> due = next;
      next = Optional.empty();
      crowd = sharing;
      sharing = 0;
      underWay++;
      return due;
    }
  }
}
