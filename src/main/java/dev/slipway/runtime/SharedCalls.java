package dev.slipway.runtime;

import dev.slipway.dispatch.model.RetryLater;
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

  private final Executor threads;
  private final Map<String, Round> rounds = new HashMap<>();

  /**
   * @param threads has a thread for every task, or throws: callers must not serve each other. There
   *     are no more than two tasks at a time for each question.
   */
  SharedCalls(Executor threads) {
    this.threads = threads;
  }

  /**
   * Asks; the same question always has answers of the same type. Where no thread can be had, the
   * answer is {@link RetryLater}.
   */
  <T> Future<T> ask(String question, Supplier<T> call) {
    Call<?> mine;
    Optional<Call<?>> due;
    synchronized (rounds) {
      Round round = rounds.computeIfAbsent(question, unknown -> new Round());
      mine = round.join(new Call<>(call));
      due = round.due();
    }
    due.ifPresent(first -> begin(question, first));
    @SuppressWarnings("unchecked") // see above
    Future<T> answer = (Future<T>) mine;
    return answer;
  }

  /** How many questions are being asked now. */
  int questions() {
    synchronized (rounds) {
      return rounds.size();
    }
  }

  private void begin(String question, Call<?> first) {
    try {
      threads.execute(() -> run(question, first));
    } catch (RuntimeException | Error e) {
      RetryLater none = new RetryLater("no thread can be had to ask for the " + question, e);
      first.fail(none);
      abandoned(question).ifPresent(call -> call.fail(none));
    }
  }

  /** One call after another, as long as any is due. */
  private void run(String question, Call<?> first) {
    Optional<Call<?>> due = Optional.of(first);
    while (due.isPresent()) {
      due.get().run();
      due = finished(question);
    }
  }

  private Optional<Call<?>> finished(String question) {
    synchronized (rounds) {
      Round round = Objects.requireNonNull(rounds.get(question));
      round.underWay--;
      Optional<Call<?>> due = round.due();
      removeIfIdle(question, round);
      return due;
    }
  }

  /** Takes the next call if nothing is under way that would be followed by it. */
  private Optional<Call<?>> abandoned(String question) {
    synchronized (rounds) {
      Round round = Objects.requireNonNull(rounds.get(question));
      round.underWay--;
      removeIfIdle(question, round);
      return round.underWay == 0 ? round.next : Optional.empty();
    }
  }

  private void removeIfIdle(String question, Round round) {
    if (round.underWay == 0) {
      rounds.remove(question);
    }
  }

  /** A call whose answer many wait for. */
  private static final class Call<T> extends FutureTask<T> {
    Call(Supplier<T> call) {
      super(call::get);
    }

    void fail(RetryLater why) {
      setException(why);
    }
  }

  /** The calls of one question. */
  private static final class Round {

    /** So many may be under way while few ask: a slow answer keeps nobody waiting. */
    private static final int FEW_ASK = 2;

    /** And when a crowd asks: the longer they gather, the fewer calls there are. */
    private static final int MANY_ASK = 1;

    private static final int CROWD = 4;

    private Optional<Call<?>> next = Optional.empty();
    private int sharing;
    private int underWay;

    /** How many share the call that was begun last. */
    private int crowd;

    /** The next call, which is this one if there is none. */
    Call<?> join(Call<?> call) {
      if (next.isEmpty()) {
        next = Optional.of(call);
      }
      sharing++;
      return next.get();
    }

    /** Takes the next call if it may begin now: from then on nobody joins it. */
    Optional<Call<?>> due() {
      if (next.isEmpty() || underWay >= (crowd < CROWD ? FEW_ASK : MANY_ASK)) {
        return Optional.empty();
      }
      Optional<Call<?>> due = next;
      next = Optional.empty();
      crowd = sharing;
      sharing = 0;
      underWay++;
      return due;
    }
  }
}
