package dev.slipway.emulator.vertex;

import static dev.slipway.emulator.vertex.VertexFixture.CPU;
import static dev.slipway.emulator.vertex.VertexFixture.NUMBERED;
import static dev.slipway.emulator.vertex.VertexFixture.PARENT;
import static dev.slipway.emulator.vertex.VertexFixture.RIG;
import static dev.slipway.emulator.vertex.VertexFixture.job;
import static dev.slipway.emulator.vertex.VertexFixture.jobName;
import static dev.slipway.emulator.vertex.VertexFixture.options;
import static dev.slipway.emulator.vertex.VertexFixture.rig;
import static dev.slipway.emulator.vertex.VertexFixture.told;
import static dev.slipway.emulator.vertex.VertexFixture.workerPool;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.PersistentResource.State;
import com.google.longrunning.Operation;
import com.google.rpc.Code;
import com.google.rpc.Status;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Created by a call: PROVISIONING for 2 s. Deleted by a call: STOPPING for 1 s. */
class PersistentResourceLifeTest {

  private final ManualClock clock = new ManualClock();
  private final Journal journal = new Journal();
  private final VertexState state = new VertexState(options(clock), journal);

  @Test
  void itIsProvisionedThenRunsAndTakesJobs() {
    create();
    assertEquals(State.PROVISIONING, state.resource(RIG).getState());
    assertEquals(
        "The PersistentResource is in state PROVISIONING; it must be RUNNING.",
        assertThrows(VertexException.class, this::launch).text());

    clock.advance(Duration.ofSeconds(3));
    PersistentResource running = state.resource(RIG);
    launch();

    assertEquals(State.RUNNING, running.getState());
    assertEquals(ProtoTimes.timestamp(ManualClock.START.plusSeconds(2)), running.getStartTime());
    assertEquals(List.of("0 rig PROVISIONING"), told(journal, "persistentResource.put", "state"));
    assertEquals(List.of("2000 rig RUNNING"), told(journal, "persistentResource.state", "state"));
  }

  @Test
  void whatOnlyTheServiceSaysIsNotTakenFromTheCaller() {
    PersistentResource.Builder asked = rig().toBuilder().setName("other").setState(State.ERROR);
    asked.getResourcePoolsBuilder(0).setUsedReplicaCount(3);

    state.createResource(PARENT, "rig", asked.build());

    assertEquals(State.PROVISIONING, state.resource(RIG).getState());
    assertEquals(0, state.resource(RIG).getResourcePools(0).getUsedReplicaCount());
  }

  @Test
  void aDeletionCancelsItsJobsAndThenItIsGone() {
    state.put(rig());
    launch();

    Operation deletion = state.deleteResource(RIG);

    assertEquals(false, deletion.getDone());
    assertEquals(State.STOPPING, state.resource(RIG).getState());
    assertEquals(
        Code.FAILED_PRECONDITION,
        assertThrows(VertexException.class, () -> state.deleteResource(RIG)).code());
    assertEquals(Code.ALREADY_EXISTS, assertThrows(VertexException.class, this::create).code());
    clock.advance(Duration.ofSeconds(1));
    assertEquals(true, state.operation(deletion.getName()).getDone());
    assertEquals(
        Code.NOT_FOUND, assertThrows(VertexException.class, () -> state.resource(RIG)).code());
    assertEquals("JOB_STATE_CANCELLED", state.job(jobName(1)).getState().name());
    assertEquals(List.of("1000 rig"), told(journal, "persistentResource.removed"));
  }

  @Test
  void aDeletionEndsTheCreationUnderWay() {
    Operation creation = create();
    state.deleteResource(RIG);

    clock.advance(Duration.ofSeconds(5));

    assertEquals(
        Status.newBuilder()
            .setCode(Code.CANCELLED_VALUE)
            .setMessage("The PersistentResource was deleted.")
            .build(),
        state.operation(creation.getName()).getError());
    assertEquals(List.of(), state.listResources(PARENT, new VertexPage.PageRequest(0, "")).items());
  }

  @Test
  void aResourcePutMeanwhileStaysAsItWasPut() {
    Operation creation = create();
    state.put(rig().toBuilder().setState(State.ERROR).build());
    clock.advance(Duration.ofSeconds(2));
    assertEquals(State.ERROR, state.resource(RIG).getState());
    assertEquals(true, state.operation(creation.getName()).hasResponse());

    state.deleteResource(RIG);
    state.put(rig());
    clock.advance(Duration.ofSeconds(1));
    assertEquals(State.RUNNING, state.resource(RIG).getState());
  }

  @Test
  void withoutDelaysAnOperationIsDoneWhenItIsAnswered() {
    VertexState quick =
        new VertexState(
            options(clock)
                .withResourcePace(new PersistentResourcePace(Duration.ZERO, Duration.ZERO)),
            journal);

    assertEquals(true, quick.createResource(PARENT, "rig", rig()).getDone());
    assertEquals(true, quick.deleteResource(RIG).getDone());
    assertEquals(
        "provisioningFor is PT-1S, stoppingFor PT0S; neither must be negative",
        assertThrows(
                IllegalArgumentException.class,
                () -> new PersistentResourcePace(Duration.ofSeconds(-1), Duration.ZERO))
            .getMessage());
  }

  @Test
  void anUnknownOperationIsNotFound() {
    assertEquals(
        "The Operation " + NUMBERED + "/operations/1 does not exist.",
        assertThrows(VertexException.class, () -> state.operation(PARENT + "/operations/1"))
            .text());
  }

  private Operation create() {
    return state.createResource(PARENT, "rig", rig());
  }

  private void launch() {
    state.createJob(PARENT, job("train", workerPool(CPU, 1)));
  }
}
