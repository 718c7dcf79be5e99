package dev.slipway.dispatch;

import dev.slipway.dispatch.Specs.SpecObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks through the spec bucket for what no event told: specs of which no status tells, and
 * submissions that wait although their spec is gone. Only lists, side by side, the specs and their
 * statuses; what it finds is taken in as if its event had come. Jobs that no pass sees are looked
 * for as often.
 */
final class Sweep {

  /** How long after the last part of one sweep the next begins. */
  static final Duration BETWEEN = Duration.ofMinutes(5);

  /** The events of younger specs are most likely on their way. */
  static final Duration YOUNGEST = Duration.ofMinutes(2);

  /** How many pages are listed at one tick. */
  private static final int MOST_PAGES = 5;

  /** How many specs are taken in at one tick. */
  private static final int MOST_TAKEN = 100;

  /** How long it may keep a tick from its other work. */
  private static final Duration BUDGET = Duration.ofSeconds(10);

  private static final Comparator<String> BY_UTF8 =
      Comparator.comparing(
          (String name) -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final Guard guard;
  private final Duration end;
  private int taken;

  Sweep(Ports ports, Settings settings, Log log) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.guard = new Guard(ports, log);
    this.end = ports.time().elapsed().plus(BUDGET);
  }

  /**
   * Goes on from where the last tick stopped, unless everything was swept a short while ago.
   *
   * @return whether everything is swept for now
   */
  boolean run() {
    Optional<Kept<Control.Sweep>> last = ports.control().sweep();
    if (last.filter(this::isFinishedLately).isPresent()) {
      return true;
    }
    Instant horizon = horizon();
    List<Kept<QueueRecord>> queue = ports.queue().list().records();
    Optional<String> from = last.map(kept -> kept.value().from()).or(() -> Optional.of(""));
    for (int pages = 0; pages < MOST_PAGES && from.isPresent() && isAnyLeft(); pages++) {
      from = sweep(from.get(), horizon, queue);
    }
    ports.control().noteSweep(new Control.Sweep(from.orElse("")), last);
    if (from.isEmpty()) {
      new Strays(ports, log).claim();
    }
    return from.isEmpty();
  }

  private boolean isFinishedLately(Kept<Control.Sweep> last) {
    return last.value().from().isEmpty()
        && ports.time().now().isBefore(last.updated().plus(BETWEEN));
  }

  private boolean isAnyLeft() {
    return taken < MOST_TAKEN && ports.time().elapsed().compareTo(end) < 0;
  }

  /** What was uploaded before is not taken. */
  private Instant horizon() {
    Instant since = ports.control().since();
    Instant oldest = ports.time().now().minus(settings.takeAtMost());
    return since.isAfter(oldest) ? since : oldest;
  }

  /**
   * Sweeps one page.
   *
   * @return where to go on; empty when this was the last
   */
  private Optional<String> sweep(String from, Instant horizon, List<Kept<QueueRecord>> queue) {
    Specs.Page page = ports.specs().page(from);
    Set<String> known =
        new HashSet<>(ports.statuses().told(page.bucket(), from, page.next().orElse("")));
    queue.forEach(kept -> known.add(kept.value().id()));
    Instant youngest = ports.time().now().minus(YOUNGEST);
    for (SpecObject spec : page.specs()) {
      boolean isOfAge = !spec.uploaded().isBefore(horizon) && spec.uploaded().isBefore(youngest);
      if (isOfAge && !known.contains(spec.submission().id())) {
        if (!isAnyLeft()) {
          return Optional.of(spec.submission().object());
        }
        take(spec.submission());
      }
    }
    withdraw(from, page, queue);
    return page.next();
  }

  private void take(Submission submission) {
    taken++;
    log.about(
        submission,
        Log.Severity.INFO,
        LogEvent.SPEC_SWEPT,
        submission + " was found by the sweep: no status tells of it",
        Optional.empty());
    try {
      new Intake(ports, settings, log, new Entrance.Waits(ports, log)).uploaded(submission);
    } catch (RetryLater e) {
      throw e;
    } catch (RuntimeException bug) {
      failed(submission, bug);
    }
  }

  private void failed(Submission submission, RuntimeException bug) {
    log.about(
        submission,
        Log.Severity.ERROR,
        LogEvent.SWEEP_FAILED,
        submission + " could not be taken in; please report it with this log entry",
        Optional.of(bug));
  }

  private void withdraw(String from, Specs.Page page, List<Kept<QueueRecord>> queue) {
    Set<Submission> live =
        page.specs().stream().map(SpecObject::submission).collect(Collectors.toSet());
    Withdrawal withdrawal = new Withdrawal(ports, settings, log);
    queue.stream()
        .filter(kept -> kept.value().progress().state() == State.WAITING)
        .filter(kept -> kept.value().submission().bucket().equals(page.bucket()))
        .filter(kept -> isWithin(kept.value().submission().object(), from, page.next()))
        .filter(kept -> !live.contains(kept.value().submission()))
        .forEach(kept -> guard.each(kept, withdrawal::check));
  }

  private static boolean isWithin(String object, String from, Optional<String> next) {
    return BY_UTF8.compare(object, from) >= 0
        && next.filter(end -> BY_UTF8.compare(object, end) >= 0).isEmpty();
  }
}
