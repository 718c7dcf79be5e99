package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.Progress;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.StatusOf;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Time;
import dev.slipway.dispatch.snapshot.JobIndex;
import dev.slipway.dispatch.snapshot.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Brings the records of launches up to date with the jobs, before anything is decided. */
final class Settlement {

  /**
   * For how long after a change its status is read again on ticks, in case its writer died before
   * telling it.
   */
  private static final Duration RETOLD_FOR = Duration.ofMinutes(5);

  private final Ports ports;
  private final Time time;
  private final Duration end;
  private final Look look;
  private final JobIndex alive;
  private final Guard guard;
  private final Follower follower;
  private final Recovery recovery;
  private final JobNaming naming;
  private final StatusBoard board;

  /**
   * @param end when to leave the rest to the next pass, by the clock that never jumps
   */
  Settlement(Ports ports, Settings settings, Log log, Look look, Duration end) {
    this.ports = ports;
    this.time = ports.time();
    this.end = end;
    this.look = look;
    this.alive = new JobIndex(look.jobs());
    this.guard = new Guard(ports, log);
    this.follower = new Follower(ports, settings, log);
    this.recovery = new Recovery(ports, settings, log);
    this.naming = new JobNaming(ports, log);
    this.board = new StatusBoard(ports, log);
  }

  /**
   * Settles the records of one resource.
   *
   * @return whether any may have changed
   */
  boolean settle(List<Kept<QueueRecord>> records, Optional<Instant> bucketNow, boolean isTick) {
    List<Kept<QueueRecord>> active =
        records.stream().filter(kept -> kept.value().progress().mayHold()).toList();
    UnlistedJobs unlisted =
        UnlistedJobs.begin(
            ports, active.stream().map(Kept::value).filter(this::isUnlisted).toList());
    for (Kept<QueueRecord> kept : active) {
      if (time.elapsed().compareTo(end) >= 0) {
        return true;
      }
      // First: it tells the record as it was listed, which must not come after the news.
      if (isTick && isRecent(kept, bucketNow)) {
        guard.each(kept, one -> board.repair(StatusOf.active(one.value(), List.of(), List.of())));
      }
      guard.each(kept, one -> settleOne(one, unlisted, bucketNow));
    }
    Map<String, Kept<QueueRecord>> byId = new HashMap<>();
    records.forEach(kept -> byId.put(kept.value().id(), kept));
    boolean isChanged = active.stream().anyMatch(kept -> !isAsListed(kept.value()));
    for (Job job : ours()) {
      isChanged |= claim(job, Optional.ofNullable(byId.get(job.submission())));
    }
    return isChanged;
  }

  private List<Job> ours() {
    return look.jobs().stream()
        .filter(Job::isOurs)
        .filter(job -> !look.queue().unreadable().contains(job.submission()))
        .filter(
            job -> look.resource().filter(r -> r.id().equals(job.persistentResource())).isPresent())
        .toList();
  }

  /** Whether nothing has happened to it since it was written: so nothing is written now. */
  private boolean isAsListed(QueueRecord entry) {
    return !entry.progress().job().isEmpty()
        && entry.progress().wish() != Wish.CANCEL
        && alive
            .of(entry)
            .filter(job -> State.of(job.state()) == entry.progress().state())
            .isPresent();
  }

  private boolean isUnlisted(QueueRecord entry) {
    return !entry.progress().job().isEmpty() && alive.of(entry).isEmpty();
  }

  private void settleOne(
      Kept<QueueRecord> kept, UnlistedJobs unlisted, Optional<Instant> bucketNow) {
    Optional<Job> listed = alive.of(kept.value());
    if (kept.value().progress().job().isEmpty()) {
      recovery.settle(kept, listed, bucketNow);
    } else {
      listed
          .or(() -> unlisted.of(kept.value()))
          .ifPresentOrElse(job -> follower.follow(kept, job), () -> follower.miss(kept, bucketNow));
    }
  }

  private static boolean isRecent(Kept<QueueRecord> kept, Optional<Instant> bucketNow) {
    return bucketNow.filter(now -> now.isBefore(kept.updated().plus(RETOLD_FOR))).isPresent();
  }

  /** Whether {@link Recovery} has taken care of it. */
  private static boolean isLookedFor(Progress progress, Job job) {
    return progress.mayHold() && progress.attempt().equals(job.attempt());
  }

  /**
   * A live job with our labels must be the job of its submission.
   *
   * @return whether the submission's record may have changed
   */
  private boolean claim(Job job, Optional<Kept<QueueRecord>> kept) {
    if (kept.isEmpty()) {
      guard.about(job, () -> naming.claimEnded(job));
      return false;
    }
    Progress progress = kept.get().value().progress();
    boolean isNamed = progress.job().equals(job.name());
    if (!isNamed && (!progress.job().isEmpty() || progress.state().isOver())) {
      guard.each(kept.get(), one -> naming.cancelSurplus(one.value(), job.name(), job.created()));
    } else if (!isNamed && !isLookedFor(progress, job)) {
      guard.each(kept.get(), one -> recovery.adopt(one, job));
      return true;
    }
    return false;
  }
}
