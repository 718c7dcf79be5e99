package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.JobRequest;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.pool.Demand;
import dev.slipway.pool.Shape;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.Spelling;
import dev.slipway.spec.WorkerPool;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Records and jobs as values: each of one worker pool of n1-standard-4. */
public final class Records {

  /** When all of them were accepted, and their jobs created. */
  public static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private Records() {}

  /** A record that was just accepted, by the name of its object. */
  public static SubmissionRecord waiting(String object, String resource) {
    WorkerPool workerPool =
        new WorkerPool("jobSpec.workerPoolSpecs[0]", new Demand(Shape.of("n1-standard-4"), 2));
    return new SubmissionRecord(
        new Submission("specs", object, "1"),
        new JobRequest(
            resource,
            0,
            NOON,
            new Requirements(List.of(workerPool), "", "", "", Spelling.CAMEL),
            Optional.empty(),
            ""),
        Lifecycle.accepted(NOON));
  }

  /** The same, claimed for a launch at noon. */
  public static SubmissionRecord claimed(String object, String resource) {
    SubmissionRecord waiting = waiting(object, resource);
    return waiting.with(
        waiting
            .lifecycle()
            .claimed("attempt-" + object, Duration.ofMinutes(2), List.of("pool-0"), NOON));
  }

  /** The same, launched as the job of that name. */
  public static SubmissionRecord launched(String object, String resource, String job) {
    SubmissionRecord claimed = claimed(object, resource);
    return claimed.with(claimed.lifecycle().asJob(job, State.PENDING, NOON));
  }

  /** A record as it is stored. */
  public static Versioned<SubmissionRecord> stored(SubmissionRecord entry) {
    return new Versioned<>(entry, "1", NOON);
  }

  /** Somebody else's job of two replicas that began to run when it was created. */
  public static Job running(String name, String resource) {
    return job(name, resource, State.RUNNING, Optional.of(NOON));
  }

  /** Somebody else's job of two replicas. */
  public static Job job(String name, String resource, State state, Optional<Instant> started) {
    return new Job(
        name,
        Optional.of(state),
        resource,
        List.of(new Demand(Shape.of("n1-standard-4"), 2)),
        NOON,
        started,
        "",
        "",
        "");
  }
}
