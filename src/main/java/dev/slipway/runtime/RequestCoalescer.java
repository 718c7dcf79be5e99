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
 * Coalesces identical calls. A caller never joins a call that has begun, only the next one, so that
 * the answer reflects everything the caller did before it asked. A burst of specs therefore costs
 * little of Vertex AI's quota.
 */
final class RequestCoalescer {

  private final Executor threads;
  private final Map<String, Round> rounds = new HashMap<>();

  /**
   * @param threads has a thread for every task, or throws: callers must not serve each other. There
   *     are no more than two tasks at a time for each question.
   */
  RequestCoalescer(Executor threads) {
    this.threads = threads;
  }

  /**
   * Asks; the same question always has answers of the same type. Where no thread can be had, the
   * answer is {@link RetryLater}.
   */
  <T> Future<T> ask(String question, Supplier<T> call) {
    PendingCall<?> mine;
    Optional<PendingCall<?>> due;
    synchronized (rounds) {
      Round round = rounds.computeIfAbsent(question, unknown -> new Round());
      mine = round.join(new PendingCall<>(call));
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

  private void begin(String question, PendingCall<?> first) {
    try {
      threads.execute(() -> run(question, first));
    } catch (RuntimeException | Error e) {
      RetryLater none = new RetryLater("no thread can be had to ask for the " + question, e);
      first.fail(none);
      abandoned(question).ifPresent(call -> call.fail(none));
    }
  }

  /** One call after another, as long as any is due. */
  private void run(String question, PendingCall<?> first) {
    Optional<PendingCall<?>> due = Optional.of(first);
    while (due.isPresent()) {
      due.get().run();
      due = finished(question);
    }
  }

  private Optional<PendingCall<?>> finished(String question) {
    synchronized (rounds) {
      Round round = Objects.requireNonNull(rounds.get(question));
      round.underWay--;
      Optional<PendingCall<?>> due = round.due();
      removeIfIdle(question, round);
      return due;
    }
  }

  /** Takes the next call if nothing is under way that would be followed by it. */
  private Optional<PendingCall<?>> abandoned(String question) {
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
  private static final class PendingCall<T> extends FutureTask<T> {
    PendingCall(Supplier<T> call) {
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

    private Optional<PendingCall<?>> next = Optional.empty();
    private int sharing;
    private int underWay;

    /** How many share the call that was begun last. */
    private int crowd;

    /** The next call, which is this one if there is none. */
    PendingCall<?> join(PendingCall<?> call) {
      if (next.isEmpty()) {
        next = Optional.of(call);
      }
      sharing++;
      return next.get();
    }

    /** Takes the next call if it may begin now: from then on nobody joins it. */
    Optional<PendingCall<?>> due() {
      if (next.isEmpty() || underWay >= (crowd < CROWD ? FEW_ASK : MANY_ASK)) {
        return Optional.empty();
      }
      Optional<PendingCall<?>> due = next;
      next = Optional.empty();
      crowd = sharing;
      sharing = 0;
      underWay++;
      return due;
    }
  }
}
