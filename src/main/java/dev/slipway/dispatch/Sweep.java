package dev.slipway.dispatch;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Deadline;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Specs;
import dev.slipway.dispatch.port.Specs.SpecObject;
import dev.slipway.dispatch.port.Statuses;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks through the spec bucket for what no event told: specs without a status, and submissions
 * whose spec is gone. Looks through the statuses for those that are behind their records. It lists
 * specs and their statuses side by side, a page of each at a time; what it finds is taken in as if
 * its event had come. Jobs that no pass sees are looked for as often.
 */
final class Sweep {

  /**
   * How long after the end of one sweep the next begins. A spec may be too young for the one and
   * must be found by the next within five minutes of its upload.
   */
  static final Duration BETWEEN = Duration.ofMinutes(3);

  /** The events of younger specs are most likely on their way. */
  static final Duration YOUNGEST = Duration.ofMinutes(2);

  /** How many specs are taken in at one tick. */
  private static final int MOST_TAKEN = 100;

  /** So many specs in a row that cannot be read mean an outage, which the next tick waits out. */
  private static final int MOST_FAILURES = 3;

  /** How long it may take at one tick. */
  private static final Duration BUDGET = Duration.ofSeconds(10);

  private static final Comparator<String> BY_UTF8 =
      Comparator.comparing(
          (String name) -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  private final EventScope scope;
  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final RecordIsolation isolation;
  private final SpecReader reader;
  private final Deadline end;
  private final Set<String> taken = new TreeSet<>();
  private int takenIn;
  private int failuresInARow;

  /**
   * @param alone see {@link SpecReader.Again}
   */
  Sweep(EventScope scope, Lock alone) {
    this.scope = scope;
    this.ports = scope.ports();
    this.settings = scope.settings();
    this.log = scope.log();
    this.isolation = scope.isolation();
    this.reader = new SpecReader.Again(ports, alone);
    this.end = Deadline.in(BUDGET, ports.time());
  }

  /**
   * What came of a sweep.
   *
   * @param again when to sweep again, from now
   * @param taken the persistent resources in whose queues there is something new, by name
   */
  record SweepResult(Duration again, List<String> taken) {
    SweepResult {
      taken = List.copyOf(taken);
    }
  }

  /** Goes on from where the last tick stopped, unless everything was swept a short while ago. */
  SweepResult run() {
    Optional<Versioned<Control.SweepState>> last = ports.control().sweep();
    Duration rest = last.map(this::untilDue).orElse(Duration.ZERO);
    if (rest.compareTo(Duration.ZERO) > 0) {
      return new SweepResult(rest, List.of());
    }
    Instant horizon = horizon();
    List<Versioned<SubmissionRecord>> queue = ports.queue().list().records();
    Optional<String> from = last.map(stored -> stored.value().from()).or(() -> Optional.of(""));
    while (from.isPresent() && isAnyLeft()) {
      from = sweep(from.get(), horizon, queue);
    }
    if (from.isEmpty()) {
      repairPublished(queue);
    }
    ports.control().noteSweep(new Control.SweepState(from.orElse("")), last);
    if (from.isEmpty()) {
      scope.orphans().claim();
    }
    return new SweepResult(from.isEmpty() ? BETWEEN : Duration.ZERO, List.copyOf(taken));
  }

  /** How long until the next sweep is due; zero in the midst of one. */
  private Duration untilDue(Versioned<Control.SweepState> last) {
    return last.value().from().isEmpty()
        ? BETWEEN.minus(Duration.between(last.updated(), ports.time().now()))
        : Duration.ZERO;
  }

  private boolean isAnyLeft() {
    return takenIn < MOST_TAKEN && failuresInARow < MOST_FAILURES && isTimeLeft();
  }

  private boolean isTimeLeft() {
    return !end.isOver(ports.time());
  }

  /** What was uploaded before is not taken. */
  private Instant horizon() {
    Instant since = ports.control().since();
    Instant oldest = ports.time().now().minus(settings.takeAtMost());
    return since.isAfter(oldest) ? since : oldest;
  }

  /**
   * Sweeps a page of specs or of statuses, whichever ends first.
   *
   * @return where to go on; empty when this was the last
   */
  private Optional<String> sweep(
      String from, Instant horizon, List<Versioned<SubmissionRecord>> queue) {
    Specs.SpecPage page = ports.specs().page(from);
    Statuses.RevisionPage told = ports.statuses().page(page.bucket(), from);
    Optional<String> next = Stream.concat(page.next().stream(), told.next().stream()).min(BY_UTF8);
    List<Versioned<SubmissionRecord>> here =
        queue.stream()
            .filter(stored -> stored.value().submission().bucket().equals(page.bucket()))
            .filter(stored -> isWithin(stored.value().submission().object(), from, next))
            .toList();
    Set<String> known = new HashSet<>(told.revisions().keySet());
    queue.forEach(stored -> known.add(stored.value().id()));
    Instant youngest = ports.time().now().minus(YOUNGEST);
    for (SpecObject spec : page.specs()) {
      boolean isOfAge = !spec.uploaded().isBefore(horizon) && spec.uploaded().isBefore(youngest);
      if (isWithin(spec.submission().object(), from, next)
          && isOfAge
          && !known.contains(spec.submission().id())) {
        if (!isAnyLeft()) {
          // What failed is behind this, and is tried again by the next sweep.
          return Optional.of(spec.submission().object());
        }
        take(spec.submission());
      }
    }
    withdraw(page, here);
    repair(here, told);
    return next;
  }

  private void take(Submission submission) {
    takenIn++;
    log.about(
        submission,
        Log.Severity.INFO,
        LogEvent.SPEC_SWEPT,
        submission + " was found by the sweep: no status tells of it",
        Optional.empty());
    try {
      new Intake(scope, reader).uploaded(submission).queue().ifPresent(taken::add);
      failuresInARow = 0;
    } catch (RetryLater e) {
      failuresInARow++;
      failed(submission, Log.Severity.WARNING, " could not be taken in now, and is tried again", e);
    } catch (RuntimeException bug) {
      failed(
          submission,
          Log.Severity.ERROR,
          " could not be taken in; please report it with this log entry",
          bug);
    }
  }

  private void failed(
      Submission submission, Log.Severity severity, String what, RuntimeException why) {
    log.about(
        submission,
        severity,
        LogEvent.SWEEP_FAILED,
        submission + what + ": " + why.getMessage(),
        Optional.of(why));
  }

  /** Acts on deletions of which no event told. */
  private void withdraw(Specs.SpecPage page, List<Versioned<SubmissionRecord>> here) {
    Set<Submission> live =
        page.specs().stream().map(SpecObject::submission).collect(Collectors.toSet());
    Withdrawal withdrawal = scope.withdrawal();
    here.stream()
        .filter(stored -> !stored.value().isOver())
        .filter(stored -> stored.value().lifecycle().wish() == Wish.NONE)
        .filter(stored -> !live.contains(stored.value().submission()))
        .forEach(stored -> isolation.each(stored, withdrawal::check));
  }

  /** Writes statuses anew that tell less than their records. */
  private void repair(List<Versioned<SubmissionRecord>> here, Statuses.RevisionPage told) {
    StatusPublisher publisher = scope.publisher();
    here.stream()
        .filter(stored -> !stored.value().isOver())
        .filter(
            stored ->
                told.revisions().getOrDefault(stored.value().id(), 0)
                    < stored.value().lifecycle().revision())
        .takeWhile(stored -> isTimeLeft())
        .forEach(stored -> isolation.each(stored, one -> publisher.repair(Status.of(one.value()))));
  }

  /** Those of messages are under no name of the spec bucket. */
  private void repairPublished(List<Versioned<SubmissionRecord>> queue) {
    List<Versioned<SubmissionRecord>> published =
        queue.stream().filter(stored -> stored.value().submission().isPublished()).toList();
    Optional<String> from =
        published.stream().map(stored -> stored.value().submission().object()).min(BY_UTF8);
    while (from.isPresent() && isTimeLeft()) {
      String first = from.get();
      Statuses.RevisionPage told = ports.statuses().page(Submission.PUBSUB, first);
      repair(
          published.stream()
              .filter(stored -> isWithin(stored.value().submission().object(), first, told.next()))
              .toList(),
          told);
      from =
          told.next()
              .flatMap(
                  next ->
                      published.stream()
                          .map(stored -> stored.value().submission().object())
                          .filter(key -> BY_UTF8.compare(key, next) >= 0)
                          .min(BY_UTF8));
    }
  }

  private static boolean isWithin(String object, String from, Optional<String> next) {
    return BY_UTF8.compare(object, from) >= 0
        && next.filter(end -> BY_UTF8.compare(object, end) >= 0).isEmpty();
  }
}
