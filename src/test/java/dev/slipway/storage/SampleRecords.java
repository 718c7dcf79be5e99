package dev.slipway.storage;

import dev.slipway.dispatch.model.JobRequest;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Lifecycle.Attempt;
import dev.slipway.dispatch.model.Lifecycle.Backoff;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Transition;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.pool.Demand;
import dev.slipway.pool.Shape;
import dev.slipway.spec.Format;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.Spelling;
import dev.slipway.spec.WorkerPool;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What the tests of this package have in common. */
final class SampleRecords {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  static final Submission SUBMISSION = new Submission("specs", "team/job.json", "1700000000000001");

  private SampleRecords() {}

  /** An empty bucket whose clock stands at noon. */
  static MemoryObjectStore memory(String bucket) {
    return new MemoryObjectStore(bucket, InstantSource.fixed(NOON), new Random(1));
  }

  /** Tokens {@code token-1}, {@code token-2}, …. */
  static Supplier<String> tokens() {
    AtomicInteger count = new AtomicInteger();
    return () -> "token-" + count.incrementAndGet();
  }

  /** A submission that waits. */
  static SubmissionRecord waiting() {
    Requirements requirements =
        new Requirements(
            List.of(
                new WorkerPool(
                    "jobSpec.workerPoolSpecs[0]", new Demand(Shape.of("n1-standard-4"), 2))),
            "",
            "",
            "",
            Spelling.CAMEL);
    return new SubmissionRecord(
        SUBMISSION,
        new JobRequest("pool-a", 3, NOON, requirements, Optional.of(Format.CUSTOM_JOB), ""),
        Lifecycle.accepted(NOON));
  }

  /** The same in another state. */
  static SubmissionRecord in(State state) {
    Lifecycle old = waiting().lifecycle();
    Instant later = NOON.plusSeconds(60);
    return waiting()
        .with(
            new Lifecycle(
                state,
                old.revision() + 1,
                true,
                new Attempt(1, "attempt-1", Duration.ofMinutes(2), List.of("pool-0")),
                "projects/1/locations/us-central1/customJobs/7",
                Backoff.NONE,
                0,
                Wish.NONE,
                List.of(old.history().get(0), new Transition(state, later))));
  }

  /** A status with nothing to tell but a state. */
  static Status status(Submission submission, State state) {
    return Status.builder(submission, state, NOON)
        .format(Optional.of(Format.CUSTOM_JOB))
        .resource("pool-a")
        .build();
  }

  /** An ending in that state. */
  static Outcome ending(State state) {
    return new Outcome(status(SUBMISSION, state), "{\"displayName\":\"a <b> \\u00fc\"}");
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
