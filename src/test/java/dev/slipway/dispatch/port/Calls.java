package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.RetryLater;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What one process asks of the world, call by call: {@code state write queue/1f…}, {@code vertex
 * create training}. A test reads the calls, and steps in before or after any of them.
 *
 * <p>It also counts answers that depend on each other, as if each call took one unit of time: what
 * is begun at the same time takes as long as the longest of it.
 */
public final class Calls implements ReadExecutor {

  /** Somebody who is there at every call, and may throw. */
  public interface Watcher {
    /** The call is about to be made; what is thrown here keeps it from taking effect. */
    default void before(String call) {}

    /** The call has taken effect; what is thrown here is all that the caller sees of it. */
    default void after(String call) {}
  }

  /** Something that happens once, in the midst of things. */
  private record Incident(String call, boolean isAfter, Runnable action) {}

  private final List<String> made = new ArrayList<>();
  private final List<Incident> incidents = new ArrayList<>();
  private Watcher watcher = new Watcher() {};
  private int answers;
  private int endless;

  /** From now on somebody watches. */
  public void watch(Watcher newWatcher) {
    watcher = newWatcher;
  }

  /** Does something just before the next call that begins so; once. */
  public void before(String call, Runnable action) {
    incidents.add(new Incident(call, false, action));
  }

  /** Does something just after the next call that begins so; once. */
  public void after(String call, Runnable action) {
    incidents.add(new Incident(call, true, action));
  }

  /** The next call that begins so fails without effect; once. */
  public void fail(String call) {
    before(
        call,
        () -> {
          throw unavailable();
        });
  }

  /** The next call that begins so takes effect, but its answer is lost; once. */
  public void loseAnswer(String call) {
    after(
        call,
        () -> {
          throw unavailable();
        });
  }

  /** Makes a call. */
  public <T> T make(String call, Supplier<T> effect) {
    made.add(call);
    happen(call, false);
    watcher.before(call);
    T result = effect.get();
    answers++;
    watcher.after(call);
    happen(call, true);
    return result;
  }

  private void happen(String call, boolean isAfter) {
    Optional<Incident> incident =
        incidents.stream()
            .filter(i -> i.isAfter() == isAfter && call.startsWith(i.call()))
            .findFirst();
    incident.ifPresent(
        i -> {
          incidents.remove(i);
          i.action().run();
        });
  }

  /** Made at once, in the order in which calls are begun, but counted as made at the same time. */
  @Override
  public <T> Pending<T> begin(Supplier<T> call) {
    int before = answers;
    Supplier<T> outcome = new SequentialReads().begin(call);
    int after = answers;
    answers = before;
    return () -> {
      answers = Math.max(answers, after);
      return outcome.get();
    };
  }

  /** So many of the next readings take longer than they may. */
  public void takeTooLong(int readings) {
    endless = readings;
  }

  @Override
  public <T> Optional<T> within(Duration limit, Supplier<T> work) {
    if (endless > 0) {
      endless--;
      return Optional.empty();
    }
    return Optional.of(work.get());
  }

  /** How many answers one had to wait for after another until now. */
  public int answers() {
    return answers;
  }

  /** All calls since the last time. */
  public List<String> drain() {
    List<String> all = List.copyOf(made);
    made.clear();
    return all;
  }

  /** How many calls that begin so were made since the last {@link #drain}. */
  public long count(String beginning) {
    return made.stream().filter(call -> call.startsWith(beginning)).count();
  }

  /** What a port throws when nobody answers. */
  public static RetryLater unavailable() {
    return new RetryLater("503 from the bucket", new Exception("503"));
  }
}
