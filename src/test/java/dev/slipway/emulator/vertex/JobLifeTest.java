package dev.slipway.emulator.vertex;

import static dev.slipway.emulator.vertex.VertexFixture.CPU;
import static dev.slipway.emulator.vertex.VertexFixture.GPU;
import static dev.slipway.emulator.vertex.VertexFixture.PARENT;
import static dev.slipway.emulator.vertex.VertexFixture.RIG;
import static dev.slipway.emulator.vertex.VertexFixture.job;
import static dev.slipway.emulator.vertex.VertexFixture.jobName;
import static dev.slipway.emulator.vertex.VertexFixture.options;
import static dev.slipway.emulator.vertex.VertexFixture.pool;
import static dev.slipway.emulator.vertex.VertexFixture.rig;
import static dev.slipway.emulator.vertex.VertexFixture.told;
import static dev.slipway.emulator.vertex.VertexFixture.workerPool;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobState;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobLifeTest {

  private final ManualClock clock = new ManualClock();
  private final Journal journal = new Journal();
  private VertexState state = new VertexState(options(clock), journal);

  @BeforeEach
  void aRig() {
    state.put(rig());
  }

  @Test
  void aJobGoesItsWayByTheClock() {
    CustomJob created = state.createJob(PARENT, job("train", workerPool(GPU, 2)));

    assertEquals(JobState.JOB_STATE_QUEUED, created.getState());
    assertEquals(jobName(1), created.getName());
    assertEquals(JobState.JOB_STATE_QUEUED, stateAfter(Duration.ofMillis(999)));
    assertEquals(JobState.JOB_STATE_PENDING, stateAfter(Duration.ofMillis(1)));
    assertEquals(JobState.JOB_STATE_RUNNING, stateAfter(Duration.ofSeconds(1)));
    assertEquals(JobState.JOB_STATE_SUCCEEDED, stateAfter(Duration.ofSeconds(8)));
  }

  @Test
  void aJobSeenLateTellsWhenThingsHappened() {
    state.createJob(PARENT, job("train", workerPool(GPU, 2)));
    clock.advance(Duration.ofHours(1));

    CustomJob over = state.job(jobName(1));

    assertEquals(at(0), ProtoTimes.instant(over.getCreateTime()));
    assertEquals(at(2), ProtoTimes.instant(over.getStartTime()));
    assertEquals(at(10), ProtoTimes.instant(over.getEndTime()));
    assertEquals(at(10), ProtoTimes.instant(over.getUpdateTime()));
    assertEquals(
        List.of(
            "1000 1000000000000000001 JOB_STATE_PENDING",
            "2000 1000000000000000001 JOB_STATE_RUNNING",
            "10000 1000000000000000001 JOB_STATE_SUCCEEDED"),
        told(journal, "job.state", "state"));
  }

  @Test
  void speedDividesThePhasesOnly() {
    state =
        new VertexState(options(clock).withPace(VertexFixture.PACE.withSpeed(4)), new Journal());
    state.put(rig());
    state.createJob(PARENT, job("train", workerPool(GPU, 1)));
    clock.advance(Duration.ofMillis(2500));

    CustomJob over = state.job(jobName(1));

    assertEquals(at(0).plusMillis(500), ProtoTimes.instant(over.getStartTime()));
    assertEquals(at(0).plusMillis(2500), ProtoTimes.instant(over.getEndTime()));
  }

  @Test
  void labelsSetTheRunTimeAndTheOutcome() {
    CustomJob asked =
        job("train", workerPool(GPU, 1)).toBuilder()
            .putLabels("emulator-seconds", "100")
            .putLabels("emulator-outcome", "failed")
            .build();
    state.createJob(PARENT, asked);
    assertEquals(JobState.JOB_STATE_RUNNING, stateAfter(Duration.ofMillis(101_999)));

    clock.advance(Duration.ofMillis(1));
    CustomJob failed = state.job(jobName(1));

    assertEquals(JobState.JOB_STATE_FAILED, failed.getState());
    assertEquals(
        Status.newBuilder()
            .setCode(Code.INVALID_ARGUMENT_VALUE)
            .setMessage("The replica workerpool0-0 exited with a non-zero status of 1.")
            .build(),
        failed.getError());
  }

  @Test
  void aCancelledJobStopsBeforeItsTime() {
    state.createJob(PARENT, job("train", workerPool(GPU, 2)));
    clock.advance(Duration.ofSeconds(5));
    state.cancelJob(jobName(1));
    assertEquals(JobState.JOB_STATE_CANCELLING, stateAfter(Duration.ZERO));
    assertEquals(2, used("gpu"));
    state.cancelJob(jobName(1));

    clock.advance(Duration.ofHours(1));
    CustomJob cancelled = state.job(jobName(1));

    assertEquals(JobState.JOB_STATE_CANCELLED, cancelled.getState());
    assertEquals(at(6), ProtoTimes.instant(cancelled.getEndTime()));
    assertEquals(Code.CANCELLED_VALUE, cancelled.getError().getCode());
    assertEquals(
        List.of(
            "1000 1000000000000000001 JOB_STATE_PENDING",
            "2000 1000000000000000001 JOB_STATE_RUNNING",
            "5000 1000000000000000001 JOB_STATE_CANCELLING",
            "6000 1000000000000000001 JOB_STATE_CANCELLED"),
        told(journal, "job.state", "state"));
  }

  @Test
  void cancellingAJobThatIsOverChangesNothing() {
    state.createJob(PARENT, job("train", workerPool(GPU, 2)));
    clock.advance(Duration.ofSeconds(10));
    final CustomJob over = state.job(jobName(1));

    state.cancelJob(jobName(1));

    assertEquals(over, state.job(jobName(1)));
  }

  @Test
  void onlyAJobThatIsOverIsDeleted() {
    state.createJob(PARENT, job("train", workerPool(GPU, 2)));
    VertexException live = assertThrows(VertexException.class, () -> state.deleteJob(jobName(1)));
    assertEquals(Code.FAILED_PRECONDITION, live.code());
    assertEquals(
        "The CustomJob is in state JOB_STATE_QUEUED; cancel it before deleting it.", live.text());

    clock.advance(Duration.ofSeconds(10));
    state.deleteJob(jobName(1));

    VertexException gone = assertThrows(VertexException.class, () -> state.job(jobName(1)));
    assertEquals(Code.NOT_FOUND, gone.code());
    assertEquals("The CustomJob does not exist.", gone.text());
  }

  @Test
  void replicasAreHeldFromCreationToTheEndAndUsedWhileRunning() {
    state.createJob(PARENT, job("train", workerPool(GPU, 1), workerPool(GPU, 2)));

    assertEquals(Map.of("rig/cpu", 0L, "rig/gpu", 3L), state.held());
    assertEquals(0, used("gpu"));
    clock.advance(Duration.ofSeconds(2));
    assertEquals(3, used("gpu"));
    assertEquals(0, used("cpu"));
    clock.advance(Duration.ofSeconds(8));
    assertEquals(0, used("gpu"));
    assertEquals(Map.of("rig/cpu", 0L, "rig/gpu", 0L), state.held());
    assertEquals(
        List.of("0 gpu 0 4", "0 cpu 0 2", "0 gpu 3 4", "10000 gpu 0 4"),
        told(journal, "replicas.held", "held", "capacity"));
  }

  @Test
  void usageMayShowLate() {
    state = new VertexState(options(clock).withUsageDelay(Duration.ofSeconds(3)), journal);
    state.put(rig());
    state.createJob(PARENT, job("train", workerPool(GPU, 2)));

    clock.advance(Duration.ofMillis(4999));
    assertEquals(0, used("gpu"));
    clock.advance(Duration.ofMillis(1));
    assertEquals(2, used("gpu"));
  }

  @Test
  void usageByOthersIsAddedAndHeld() {
    PersistentResource.Builder shared = rig().toBuilder();
    shared.getResourcePoolsBuilder(0).setUsedReplicaCount(1);
    state.put(shared.build());
    state.createJob(PARENT, job("train", workerPool(GPU, 2)));
    clock.advance(Duration.ofSeconds(2));

    assertEquals(3, used("gpu"));
    assertEquals(3L, state.held().get("rig/gpu"));
  }

  @Test
  void manyJobsAreJournaledInTheOrderOfTime() {
    state.createJob(PARENT, job("long", workerPool(GPU, 1)));
    clock.advance(Duration.ofMillis(500));
    CustomJob brief =
        job("short", workerPool(CPU, 1)).toBuilder().putLabels("emulator-seconds", "1").build();
    state.createJob(PARENT, brief);
    clock.advance(Duration.ofMinutes(1));
    state.catchUp();

    List<Instant> instants = journal.entries().stream().map(Journal.JournalEntry::at).toList();

    assertEquals(instants.stream().sorted().toList(), instants);
    assertEquals(
        List.of(
            "1000 1000000000000000001 long JOB_STATE_PENDING",
            "1500 1000000000000000002 short JOB_STATE_PENDING",
            "2000 1000000000000000001 long JOB_STATE_RUNNING",
            "2500 1000000000000000002 short JOB_STATE_RUNNING",
            "3500 1000000000000000002 short JOB_STATE_SUCCEEDED",
            "10000 1000000000000000001 long JOB_STATE_SUCCEEDED"),
        told(journal, "job.state", "displayName", "state"));
  }

  @Test
  void theJournalTellsWhatAJobIs() {
    state.createJob(
        PARENT, job("train", workerPool(GPU, 1)).toBuilder().putLabels("team", "vision").build());

    assertEquals(
        new Journal.JournalEntry(
            at(0),
            "job.created",
            jobName(1),
            Map.of(
                "state", "JOB_STATE_QUEUED",
                "displayName", "train",
                "persistentResource", "rig",
                "labels.team", "vision")),
        journal.entries().stream()
            .filter(entry -> entry.what().equals("job.created"))
            .findFirst()
            .orElseThrow());
  }

  @Test
  void aClockSetBackDoesNotTurnTheJournalBack() {
    state.createJob(PARENT, job("train", workerPool(GPU, 1)));
    clock.advance(Duration.ofSeconds(5));
    state.catchUp();
    clock.set(ManualClock.START);

    state.cancelJob(jobName(1));

    assertEquals(at(5), ProtoTimes.instant(state.job(jobName(1)).getUpdateTime()));
  }

  @Test
  void removingAResourceCancelsItsJobs() {
    state.createJob(PARENT, job("train", workerPool(GPU, 1)));
    state.remove("rig");

    assertEquals(JobState.JOB_STATE_CANCELLING, stateAfter(Duration.ZERO));
    VertexException gone = assertThrows(VertexException.class, () -> state.resource(RIG));
    assertEquals("The PersistentResource does not exist.", gone.text());
  }

  @Test
  void aResizedPoolTellsItsNewCapacity() {
    state.createJob(PARENT, job("train", workerPool(GPU, 1)));
    clock.advance(Duration.ofSeconds(1));
    state.put(rig().toBuilder().setResourcePools(0, pool("gpu", GPU, 8)).build());

    assertEquals(
        List.of("0 gpu 0 4", "0 cpu 0 2", "0 gpu 1 4", "1000 gpu 1 8"),
        told(journal, "replicas.held", "held", "capacity"));
  }

  private JobState stateAfter(Duration wait) {
    clock.advance(wait);
    return state.job(jobName(1)).getState();
  }

  private long used(String pool) {
    return state.resource(RIG).getResourcePoolsList().stream()
        .filter(p -> p.getId().equals(pool))
        .findFirst()
        .orElseThrow()
        .getUsedReplicaCount();
  }

  private static Instant at(long seconds) {
    return ManualClock.START.plusSeconds(seconds);
  }
}
