package dev.slipway.dispatch.snapshot;

import static dev.slipway.dispatch.Records.NOON;
import static dev.slipway.dispatch.Records.claimed;
import static dev.slipway.dispatch.Records.job;
import static dev.slipway.dispatch.Records.launched;
import static dev.slipway.dispatch.Records.running;
import static dev.slipway.dispatch.Records.waiting;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.Records;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.port.ClockReading;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.plan.PlanInput;
import dev.slipway.pool.HeldReplicas;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a plan rests on, of all that was read. */
final class SnapshotTest {

  private static final PersistentResource TRAINING =
      new PersistentResource(
          "training",
          ResourceState.RUNNING,
          List.of(
              new ResourcePool(
                  "pool-0", Shape.of("n1-standard-4"), 8, OptionalLong.empty(), /* used= */ 0)),
          "",
          "",
          false,
          "",
          false);

  private static final String JOB = "projects/1/locations/here/customJobs/1";

  @Test
  void jobsOfTheLastMinuteAndClaimsThatAreNoJobYetUseUpThePace() {
    Job ours = running(JOB, "training");
    List<SubmissionRecord> records =
        List.of(
            launched("launched", "training", JOB),
            claimed("claimed", "training"),
            claimed("claimed-elsewhere", "other"));

    assertEquals(57, launchesLeft(records, List.of(ours), NOON.plusSeconds(59)));
    assertEquals(60, launchesLeft(records, List.of(ours), NOON.plusSeconds(60)), "a minute ago");
  }

  @Test
  void aLaunchThatVertexAiRefusedUsesUpThePaceAndOneThatSteppedBackDoesNot() {
    SubmissionRecord claimed = claimed("a", "training");
    SubmissionRecord refused =
        claimed.with(claimed.lifecycle().refused(NOON.plusSeconds(120), NOON));
    SubmissionRecord steppedBack = claimed.with(claimed.lifecycle().waitingAgain(NOON));

    assertEquals(59, launchesLeft(List.of(refused), List.of(), NOON.plusSeconds(1)));
    assertEquals(60, launchesLeft(List.of(steppedBack), List.of(), NOON.plusSeconds(1)));
  }

  @Test
  void whatIsFullIsRefusedOnlyWhereNoLaunchCanStillStepBack() {
    assertEquals(true, rejectsWhenFull(List.of(), List.of()));
    assertEquals(true, rejectsWhenFull(List.of(waiting("a", "training")), List.of()));
    assertEquals(true, rejectsWhenFull(List.of(claimed("a", "other")), List.of()), "elsewhere");
    assertEquals(false, rejectsWhenFull(List.of(claimed("a", "training")), List.of()));
    SubmissionRecord claimed = claimed("a", "training");
    Job its =
        new Job(
            JOB,
            Optional.of(State.PENDING),
            "training",
            List.of(),
            NOON,
            Optional.empty(),
            claimed.id(),
            claimed.lifecycle().attempt().id(),
            "");
    assertEquals(true, rejectsWhenFull(List.of(claimed), List.of(its)), "it is a job already");
  }

  @Test
  void replicasAreHeldByJobsOfTheResourceAndByLaunchesThatNoListShows() {
    List<SubmissionRecord> records =
        List.of(
            launched("listed", "training", JOB),
            claimed("unlisted", "training"),
            claimed("elsewhere", "other"),
            waiting("waits", "training"));
    List<Job> jobs =
        List.of(
            job(JOB, "training", State.PENDING, Optional.empty()),
            running("theirs", "training"),
            running("of-another", "other"));

    assertEquals(
        List.of(
            new HeldReplicas(JOB, false, jobs.get(0).demands(), List.of("pool-0")),
            new HeldReplicas("theirs", true, jobs.get(1).demands(), List.of()),
            new HeldReplicas(records.get(1).id(), false, jobs.get(0).demands(), List.of("pool-0"))),
        holdings(records, jobs, Duration.ZERO, NOON));
  }

  @Test
  void aJobThatJustBeganToRunIsNotYetInVertexAisOwnCount() {
    List<Job> jobs =
        List.of(
            running("began-at-noon", "training"),
            job("began-without-a-time", "training", State.RUNNING, Optional.empty()),
            job("waits-with-a-time", "training", State.PENDING, Optional.of(NOON)));

    assertEquals(
        List.of(false, false, false), counted(jobs, Duration.ofSeconds(30), NOON.plusSeconds(29)));
    assertEquals(
        List.of(true, false, false), counted(jobs, Duration.ofSeconds(30), NOON.plusSeconds(30)));
    assertEquals(List.of(true, true, false), counted(jobs, Duration.ZERO, NOON));
  }

  @Test
  void aPlacementOfAnotherNumberOfWorkerPoolsIsNotGoneBy() {
    SubmissionRecord waiting = waiting("a", "training");
    SubmissionRecord claimed =
        waiting.with(
            waiting.lifecycle().claimed("t", Duration.ZERO, List.of("pool-0", "pool-1"), NOON));
    SubmissionRecord launched = claimed.with(claimed.lifecycle().asJob(JOB, State.PENDING, NOON));
    Job job = running(JOB, "training");

    assertEquals(
        List.of(new HeldReplicas(claimed.id(), false, job.demands(), List.of())),
        holdings(List.of(claimed), List.of(), Duration.ZERO, NOON));
    assertEquals(
        List.of(new HeldReplicas(JOB, true, job.demands(), List.of())),
        holdings(List.of(launched), List.of(job), Duration.ZERO, NOON));
  }

  private static List<Boolean> counted(List<Job> jobs, Duration lag, Instant now) {
    return holdings(List.of(), jobs, lag, now).stream().map(HeldReplicas::running).toList();
  }

  private static List<HeldReplicas> holdings(
      List<SubmissionRecord> records, List<Job> jobs, Duration lag, Instant now) {
    return snapshot(records, jobs, now).holdings(TRAINING, records, lag);
  }

  private static int launchesLeft(List<SubmissionRecord> records, List<Job> jobs, Instant now) {
    return situation(records, jobs, now).launchesLeft();
  }

  private static boolean rejectsWhenFull(List<SubmissionRecord> records, List<Job> jobs) {
    return situation(records, jobs, NOON).rejectWhenFull();
  }

  private static PlanInput situation(List<SubmissionRecord> records, List<Job> jobs, Instant now) {
    Settings rejecting =
        new Settings(
            "training",
            true,
            Duration.ofHours(24),
            Duration.ofDays(7),
            Duration.ofMinutes(2),
            false,
            Duration.ZERO,
            false,
            60,
            "");
    return snapshot(records, jobs, now).situation(TRAINING, rejecting, Optional.empty());
  }

  private static Snapshot snapshot(List<SubmissionRecord> records, List<Job> jobs, Instant now) {
    return new Snapshot(
        Optional.of(TRAINING),
        jobs,
        new Queue.Listing(records.stream().map(Records::stored).toList(), List.of()),
        new ClockReading(now, Duration.ZERO));
  }
}
