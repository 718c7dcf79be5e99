package dev.slipway.cli;

import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.report.StatusText;
import dev.slipway.storage.StateNames;
import dev.slipway.storage.StorageCallException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Looks at what becomes of submissions until enough is known of each. */
final class StatusFollower {

  private static final Duration LOCAL = Duration.ofMillis(300);
  private static final Duration REMOTE = Duration.ofSeconds(2);

  /** How long somebody who follows a job for hours puts up with no answer. */
  private static final Duration BLACKOUT = Duration.ofMinutes(5);

  /**
   * How long a status that may not be read counts as one that does not exist yet: Cloud Storage
   * answers 403 instead of 404 to callers who may not list, and no source says whether a right to
   * list that is granted on a managed folder counts for that.
   */
  private static final Duration NOT_THERE_YET = Duration.ofMinutes(1);

  private final Deployment deployment;
  private final Predicate<Status> isEnough;
  private final Optional<Duration> patience;
  private final BiConsumer<Submission, Status> news;
  private final Map<Submission, String> told = new LinkedHashMap<>();
  private final Map<Submission, Status> last = new LinkedHashMap<>();
  private Optional<Unavailable> refusal = Optional.empty();
  private long answeredAt = System.nanoTime();

  /**
   * @param isEnough whether a submission need not be looked at again
   * @param patience how long to look in all; empty for as long as it takes
   * @param news is told of each change
   */
  StatusFollower(
      Deployment deployment,
      Predicate<Status> isEnough,
      Optional<Duration> patience,
      BiConsumer<Submission, Status> news) {
    this.deployment = deployment;
    this.isEnough = isEnough;
    this.patience = patience;
    this.news = news;
  }

  /**
   * Follows them.
   *
   * @return what was told of each last; absent for what nothing was told of
   * @throws Unavailable when nothing answers for long
   */
  Map<Submission, Status> follow(List<Submission> submissions) throws InterruptedException {
    long start = System.nanoTime();
    List<Submission> open = submissions;
    while (true) {
      refusal = Optional.empty();
      open = open.stream().filter(each -> !isSettled(each)).toList();
      boolean isPatient = patience.filter(most -> isOver(start, most)).isEmpty();
      if (refusal.isPresent() && (!isPatient || isOver(start, NOT_THERE_YET))) {
        throw refusal.get();
      }
      if (open.isEmpty() || !isPatient) {
        return last;
      }
      Thread.sleep((deployment.isLocal() ? LOCAL : REMOTE).toMillis());
    }
  }

  private static boolean isOver(long start, Duration most) {
    return Duration.ofNanos(System.nanoTime() - start).compareTo(most) >= 0;
  }

  private boolean isSettled(Submission submission) {
    Optional<Status> now = look(submission);
    now.ifPresent(status -> tell(submission, status));
    return now.filter(isEnough).isPresent();
  }

  private Optional<Status> look(Submission submission) {
    try {
      Optional<Status> now = new Lookup(deployment).status(submission);
      answeredAt = System.nanoTime();
      return now;
    } catch (Unavailable e) {
      if (isOfAnEarlier(e, submission)) {
        return Optional.empty();
      }
      if (isOf(e, StorageCallException.FailureKind.FORBIDDEN) && !last.containsKey(submission)) {
        refusal = Optional.of(e);
        return Optional.empty();
      }
      boolean mayPass = isOf(e, StorageCallException.FailureKind.OTHER);
      if (!mayPass || patience.isPresent() || isOver(answeredAt, BLACKOUT)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /**
   * Whether the status under the name is that of an earlier upload still. Only then is the queue
   * looked at, which uploaders may not read.
   */
  private boolean isOfAnEarlier(Unavailable e, Submission submission) {
    return !last.containsKey(submission)
        && e.getCause() instanceof StorageCallException call
        && call.why() == StorageCallException.FailureKind.FORBIDDEN
        && call.object().startsWith(StateNames.QUEUE);
  }

  private static boolean isOf(Unavailable failure, StorageCallException.FailureKind why) {
    return failure.getCause() instanceof StorageCallException call && call.why() == why;
  }

  private void tell(Submission submission, Status status) {
    last.put(submission, status);
    String line = StatusText.line(status);
    if (!line.equals(told.put(submission, line))) {
      news.accept(submission, status);
    }
  }
}
