package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Deadline;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Time;
import dev.slipway.dispatch.snapshot.JobIndex;
import dev.slipway.dispatch.snapshot.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings the records of launches up to date with the jobs, before anything is decided. */
final class Reconciliation {

  /**
   * For how long after a change its status is read again on ticks, in case its writer died before
   * telling it.
   */
  private static final Duration RETOLD_FOR = Duration.ofMinutes(5);

  private final Ports ports;
  private final Time time;
  private final Deadline end;
  private final Snapshot snapshot;
  private final JobIndex alive;
  private final RecordIsolation isolation;
  private final JobTracker tracker;
  private final Recovery recovery;
  private final JobBinding binding;
  private final StatusPublisher publisher;

  /**
   * @param end when to leave the rest to the next pass
   */
  Reconciliation(EventScope scope, Snapshot snapshot, Deadline end) {
    this.ports = scope.ports();
    this.time = scope.ports().time();
    this.end = end;
    this.snapshot = snapshot;
    this.alive = new JobIndex(snapshot.jobs());
    this.isolation = scope.isolation();
    this.tracker = scope.tracker();
    this.recovery = scope.recovery();
    this.binding = scope.binding();
    this.publisher = scope.publisher();
  }

  /**
   * Settles the records of one resource.
   *
   * @return whether any may have changed
   */
  boolean settle(
      List<Versioned<SubmissionRecord>> records,
      Optional<Instant> bucketNow,
      boolean isHousekeepingDue) {
    List<Versioned<SubmissionRecord>> active =
        records.stream().filter(stored -> stored.value().lifecycle().mayHold()).toList();
    UnlistedJobs unlisted =
        UnlistedJobs.begin(
            ports, active.stream().map(Versioned::value).filter(this::isUnlisted).toList());
    for (Versioned<SubmissionRecord> stored : active) {
      if (end.isOver(time)) {
        return true;
      }
      // First: it tells the record as it was listed, which must not come after the news.
      if (isHousekeepingDue && isRecent(stored, bucketNow)) {
        isolation.each(
            stored,
            one -> publisher.repair(StatusFactory.active(one.value(), List.of(), List.of())));
      }
      isolation.each(stored, one -> settleOne(one, unlisted, bucketNow));
    }
    Map<String, Versioned<SubmissionRecord>> byId = new HashMap<>();
    records.forEach(stored -> byId.put(stored.value().id(), stored));
    boolean isChanged = active.stream().anyMatch(stored -> !isAsListed(stored.value()));
    for (Job job : ours()) {
      isChanged |= claim(job, Optional.ofNullable(byId.get(job.submission())));
    }
    return isChanged;
  }

  private List<Job> ours() {
    return snapshot.jobs().stream()
        .filter(Job::isOurs)
        .filter(job -> !snapshot.queue().unreadable().contains(job.submission()))
        .filter(
            job ->
                snapshot
                    .resource()
                    .filter(r -> r.id().equals(job.persistentResource()))
                    .isPresent())
        .toList();
  }

  /** Whether nothing has happened to it since it was written: so nothing is written now. */
  private boolean isAsListed(SubmissionRecord entry) {
    return !entry.lifecycle().job().isEmpty()
        && entry.lifecycle().wish() != Wish.CANCEL
        && alive.of(entry).filter(job -> job.shownState() == entry.lifecycle().state()).isPresent();
  }

  private boolean isUnlisted(SubmissionRecord entry) {
    return !entry.lifecycle().job().isEmpty() && alive.of(entry).isEmpty();
  }

  private void settleOne(
      Versioned<SubmissionRecord> stored, UnlistedJobs unlisted, Optional<Instant> bucketNow) {
    Optional<Job> listed = alive.of(stored.value());
    if (stored.value().lifecycle().job().isEmpty()) {
      recovery.settle(stored, listed, bucketNow);
    } else {
      listed
          .or(() -> unlisted.of(stored.value()))
          .ifPresentOrElse(
              job -> tracker.follow(stored, job), () -> tracker.miss(stored, bucketNow));
    }
  }

  private static boolean isRecent(Versioned<SubmissionRecord> stored, Optional<Instant> bucketNow) {
    return bucketNow.filter(now -> now.isBefore(stored.updated().plus(RETOLD_FOR))).isPresent();
  }

  /** Whether {@link Recovery} has taken care of it. */
  private static boolean isLookedFor(Lifecycle lifecycle, Job job) {
    return lifecycle.mayHold() && lifecycle.attempt().id().equals(job.attempt());
  }

  /**
   * A live job with our labels must be the job of its submission.
   *
   * @return whether the submission's record may have changed
   */
  private boolean claim(Job job, Optional<Versioned<SubmissionRecord>> stored) {
    if (stored.isEmpty()) {
      isolation.about(job, () -> binding.claimEnded(job));
      return false;
    }
    Lifecycle lifecycle = stored.get().value().lifecycle();
    boolean isNamed = lifecycle.job().equals(job.name());
    if (!isNamed && (!lifecycle.job().isEmpty() || lifecycle.state().isOver())) {
      isolation.each(
          stored.get(), one -> binding.cancelSurplus(one.value(), job.name(), job.created()));
    } else if (!isNamed && !isLookedFor(lifecycle, job)) {
      isolation.each(stored.get(), one -> recovery.adopt(one, job));
      return true;
    }
    return false;
  }
}
