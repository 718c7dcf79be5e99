package dev.slipway.dispatch;

import dev.slipway.dispatch.Creation.Created;
import dev.slipway.spec.Problem;
import dev.slipway.spec.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Settles launches of which nobody knows whether they made a job. Only looks and writes down: never
 * creates.
 */
final class Recovery {

  private final Ports ports;
  private final Settings settings;
  private final Log log;
  private final JobNaming naming;

  Recovery(Ports ports, Settings settings, Log log) {
    this.ports = ports;
    this.settings = settings;
    this.log = log;
    this.naming = new JobNaming(ports, log);
  }

  /**
   * Looks for the job of a record that is {@code LAUNCHING}.
   *
   * @param listed its job, where the look has it already
   * @param bucketNow the time by the bucket's clock; empty when we do not know it
   */
  void settle(Kept<QueueRecord> launching, Optional<Job> listed, Optional<Instant> bucketNow) {
    QueueRecord entry = launching.value();
    Optional<Job> found =
        listed.or(
            () ->
                ports.jobs().ofAttempt(entry.id(), entry.progress().attempt()).stream()
                    .findFirst());
    if (found.isPresent()) {
      adopt(launching, found.get());
    } else if (isPastGrace(launching, bucketNow)) {
      giveUp(launching);
    }
  }

  /** Takes a job that carries our labels as the record's own. */
  void adopt(Kept<QueueRecord> kept, Job job) {
    ports
        .queue()
        .spec(kept)
        .ifPresent(
            spec -> {
              log.info(
                  LogEvent.JOB_ADOPTED,
                  kept.value(),
                  job.name()
                      + " was found by its labels as the job of "
                      + kept.value().submission());
              naming.name(kept, spec, new Created(job.name(), job.state()), Follower.problems(job));
            });
  }

  private boolean isPastGrace(Kept<QueueRecord> launching, Optional<Instant> bucketNow) {
    return bucketNow
        .map(now -> Duration.between(launching.updated(), now))
        .filter(age -> age.compareTo(settings.launchGrace()) >= 0)
        .isPresent();
  }

  private void giveUp(Kept<QueueRecord> launching) {
    QueueRecord entry = launching.value();
    if (ports.endings().exists(entry.id())) {
      // It was taken in anew after it had ended, and whoever marked it died on finding that out.
      ports.queue().delete(launching);
      return;
    }
    if (settings.holdWhenUnknown()) {
      Problem held =
          Problem.of(ProblemCode.HELD_FOR_A_PERSON, "", "attempt", entry.progress().attempt());
      new StatusBoard(ports, log).tell(StatusOf.active(entry, List.of(), List.of(held)));
      return;
    }
    ports
        .queue()
        .spec(launching)
        .ifPresent(
            spec -> {
              QueueRecord back = entry.with(entry.progress().waitingAgain(ports.time().now()));
              if (ports.queue().replace(launching, back, spec).isPresent()) {
                log.warn(
                    LogEvent.LAUNCH_ABANDONED,
                    back,
                    "no job of launch "
                        + entry.progress().attempt()
                        + " was found within "
                        + settings.launchGrace()
                        + "; "
                        + entry.submission()
                        + " waits again");
              }
            });
  }
}
