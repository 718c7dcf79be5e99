package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobState;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.vertex.ReplicaLedger.LedgerPool;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * All jobs, and how they go on. Nothing moves by itself: {@link #advance} applies what became due,
 * in the order of time over all jobs, and journals each change with the instant it took effect.
 */
final class JobRuns {

  /** A step of a job; a job's own steps may share an instant, so they are numbered. */
  private record DueStep(JobStep step, EmulatedJob job, long number) {}

  /**
   * A step that lies ahead.
   *
   * @param job the job's full name
   * @param step what becomes of it, and when
   */
  record Ahead(String job, JobStep step) {}

  private final JobPace pace;
  private final ReplicaLedger ledger;
  private final Journal journal;
  private final Map<String, EmulatedJob> jobs = new LinkedHashMap<>();
  private final Set<EmulatedJob> live = new LinkedHashSet<>();
  private final PriorityQueue<DueStep> ahead =
      new PriorityQueue<>(
          Comparator.comparing((DueStep due) -> due.step().at()).thenComparing(DueStep::number));
  private long created;
  private long steps;
  private long revision;

  JobRuns(JobPace pace, ReplicaLedger ledger, Journal journal) {
    this.pace = pace;
    this.ledger = ledger;
    this.journal = journal;
  }

  /** All jobs as they are kept, oldest first. */
  List<EmulatedJob.SavedJob> kept() {
    return jobs.values().stream().map(EmulatedJob::kept).toList();
  }

  /** All steps ahead, in the order in which they will be taken. */
  List<Ahead> ahead() {
    return ahead.stream()
        .sorted(ahead.comparator())
        .map(due -> new Ahead(due.job().message().getName(), due.step()))
        .toList();
  }

  /** Takes back what was kept, without a word in the journal or the ledger. */
  void restore(List<EmulatedJob.SavedJob> kept, List<Ahead> stepsAhead) {
    for (EmulatedJob.SavedJob one : kept) {
      EmulatedJob job = new EmulatedJob(one);
      jobs.put(one.message().getName(), job);
      if (!job.isOver()) {
        live.add(job);
      }
      created = Math.max(created, one.order() + 1);
    }
    for (Ahead next : stepsAhead) {
      EmulatedJob job =
          find(next.job())
              .orElseThrow(
                  () -> new IllegalArgumentException("a step of the unknown job " + next.job()));
      schedule(job, next.step());
    }
  }

  /** Grows with each change. */
  long revision() {
    return revision;
  }

  /** Creates a job; its replicas are held from now. */
  EmulatedJob create(CustomJob message, JobScript script, ReplicaPlacement placement, Instant now) {
    EmulatedJob job = new EmulatedJob(created++, message, placement.claims(), now);
    revision++;
    jobs.put(message.getName(), job);
    live.add(job);
    JobStep.ahead(now, script, pace).forEach(step -> schedule(job, step));
    journal.add(now, "job.created", message.getName(), job.facts());
    ledger.take(job.claims(), now);
    advance(now);
    return job;
  }

  /** Applies everything due up to now. */
  void advance(Instant now) {
    for (DueStep due = ahead.peek();
        due != null && !due.step().at().isAfter(now);
        due = ahead.peek()) {
      ahead.remove();
      enter(due.job(), due.step().to(), due.step().at());
    }
  }

  /** Starts a job's cancellation; does nothing for one that is over or being cancelled. */
  void cancel(EmulatedJob job, Instant now) {
    if (job.isOver() || job.message().getState() == JobState.JOB_STATE_CANCELLING) {
      return;
    }
    ahead.removeIf(due -> due.job() == job);
    enter(job, JobState.JOB_STATE_CANCELLING, now);
    Instant end = now.plus(pace.scaled(pace.cancellingFor()));
    schedule(job, new JobStep(end, JobState.JOB_STATE_CANCELLED));
    advance(now);
  }

  /** Forgets a job that is over. */
  void delete(EmulatedJob job, Instant now) {
    revision++;
    jobs.remove(job.message().getName());
    journal.add(now, "job.deleted", job.message().getName(), job.facts());
  }

  /** The job of that full name. */
  Optional<EmulatedJob> find(String name) {
    return Optional.ofNullable(jobs.get(name));
  }

  /** All jobs, oldest first. */
  Collection<EmulatedJob> all() {
    return Collections.unmodifiableCollection(jobs.values());
  }

  /** The jobs that are not over and hold replicas of a persistent resource. */
  List<EmulatedJob> liveOn(String resource) {
    return live.stream()
        .filter(job -> job.claims().stream().anyMatch(c -> c.from().resource().equals(resource)))
        .toList();
  }

  /** Replicas of a pool in visible use by the jobs. */
  long used(LedgerPool pool, Instant now, Duration delay) {
    return live.stream().mapToLong(job -> job.used(pool, now, delay)).sum();
  }

  private void schedule(EmulatedJob job, JobStep step) {
    ahead.add(new DueStep(step, job, steps++));
  }

  private void enter(EmulatedJob job, JobState state, Instant at) {
    revision++;
    job.enter(state, at);
    journal.add(at, "job.state", job.message().getName(), job.facts());
    if (job.isOver()) {
      live.remove(job);
      ledger.release(job.claims(), at);
    }
  }
}
