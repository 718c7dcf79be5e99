package dev.slipway.emulator.vertex;

import static dev.slipway.emulator.vertex.VertexFixture.CPU;
import static dev.slipway.emulator.vertex.VertexFixture.GPU;
import static dev.slipway.emulator.vertex.VertexFixture.PARENT;
import static dev.slipway.emulator.vertex.VertexFixture.RIG;
import static dev.slipway.emulator.vertex.VertexFixture.job;
import static dev.slipway.emulator.vertex.VertexFixture.options;
import static dev.slipway.emulator.vertex.VertexFixture.pool;
import static dev.slipway.emulator.vertex.VertexFixture.rig;
import static dev.slipway.emulator.vertex.VertexFixture.workerPool;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.DiskSpec;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.PythonPackageSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import com.google.rpc.Code;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JobCreationTest {

  private final VertexState state = new VertexState(options(new ManualClock()), new Journal());

  @Test
  void diskDefaultsAreStored() {
    state.put(rig());
    CustomJob asked =
        job("train", workerPool(GPU, 1), WorkerPoolSpec.getDefaultInstance(), workerPool(CPU, 1));

    CustomJob created = state.createJob(PARENT, asked);

    DiskSpec disk = DiskSpec.newBuilder().setBootDiskType("pd-ssd").setBootDiskSizeGb(100).build();
    CustomJob.Builder stored = asked.toBuilder();
    stored.getJobSpecBuilder().getWorkerPoolSpecsBuilder(0).setDiskSpec(disk);
    stored.getJobSpecBuilder().getWorkerPoolSpecsBuilder(2).setDiskSpec(disk);
    assertEquals(stored.getJobSpec(), created.getJobSpec());
  }

  @Test
  void hyperdiskMachinesHaveAnotherDefault() {
    MachineSpec machine = MachineSpec.newBuilder().setMachineType("a3-ultragpu-8g").build();

    assertEquals(
        DiskSpec.newBuilder().setBootDiskType("hyperdisk-balanced").setBootDiskSizeGb(200).build(),
        DiskDefaults.complete(machine, DiskSpec.newBuilder().setBootDiskSizeGb(200).build()));
  }

  @Test
  void allErrorsAreToldAtOnce() {
    WorkerPoolSpec bad =
        WorkerPoolSpec.newBuilder().setMachineSpec(GPU.toBuilder().clearAcceleratorCount()).build();
    CustomJob asked =
        job("", bad, workerPool(MachineSpec.getDefaultInstance(), -1)).toBuilder()
            .putLabels("Team", "a")
            .putLabels("emulator-seconds", "soon")
            .build();

    VertexException refusal =
        assertThrows(VertexException.class, () -> state.createJob(PARENT, asked));

    assertEquals(Code.INVALID_ARGUMENT, refusal.code());
    assertEquals(
        String.join(
            "\t",
            "List of found errors:",
            "1.Field: labels.emulator-seconds; Message: 'soon' is no whole number of seconds of at"
                + " most nine digits.",
            "2.Field: display_name; Message: Required field is not set.",
            "3.Field: labels.Team; Message: The key can have at most 64 characters: lowercase"
                + " letters, digits, '_' and '-'.",
            "4.Field: job_spec.worker_pool_specs[0].task; Message: One of 'container_spec' and"
                + " 'python_package_spec' is required.",
            "5.Field: job_spec.worker_pool_specs[0].machine_spec.accelerator_type; Message: Both"
                + " `accelerator_type` and `accelerator_count` should be specified or none.",
            "6.Field: job_spec.worker_pool_specs[1].replica_count; Message: It must not be"
                + " negative.",
            "7.Field: job_spec.worker_pool_specs[1].machine_spec.machine_type; Message: Required"
                + " field is not set.",
            ""),
        refusal.text());
  }

  @Test
  void aPythonPackageNeedsItsThreeFields() {
    state.put(rig());
    PythonPackageSpec whole =
        PythonPackageSpec.newBuilder()
            .setExecutorImageUri("gcr.io/slipway/executor")
            .addPackageUris("gs://slipway/trainer.tar.gz")
            .setPythonModule("trainer.task")
            .build();
    state.createJob(PARENT, job("whole", pythonPool(whole)));

    assertRefused(
        Code.INVALID_ARGUMENT,
        String.join(
            "\t",
            "List of found errors:",
            "1.Field: job_spec.worker_pool_specs[0].python_package_spec.executor_image_uri;"
                + " Message: Required field is not set.",
            "2.Field: job_spec.worker_pool_specs[0].python_package_spec.package_uris; Message:"
                + " Required field is not set.",
            "3.Field: job_spec.worker_pool_specs[0].python_package_spec.python_module; Message:"
                + " Required field is not set.",
            ""),
        job("empty", pythonPool(PythonPackageSpec.getDefaultInstance())));
  }

  @Test
  void anOutcomeTheEmulatorDoesNotKnowIsRefused() {
    assertRefused(
        Code.INVALID_ARGUMENT,
        "List of found errors:\t1.Field: labels.emulator-outcome; Message: 'lost' is unknown to the"
            + " emulator; write 'succeeded' or 'failed'.\t",
        job("train", workerPool(CPU, 1)).toBuilder().putLabels("emulator-outcome", "lost").build());
  }

  @Test
  void jobIdsHave19DigitsByDefault() {
    assertEquals(19, Long.toString(VertexOptions.defaults().jobIds().getAsLong()).length());
  }

  @Test
  void aJobWithoutWorkerPoolsIsRefused() {
    assertRefused(
        Code.INVALID_ARGUMENT,
        "List of found errors:\t1.Field: job_spec.worker_pool_specs; Message: Required field is not"
            + " set.\t",
        job("train"));
  }

  @Test
  void theFirstWorkerPoolCannotBeSkipped() {
    assertRefused(
        Code.INVALID_ARGUMENT,
        "List of found errors:\t1.Field: job_spec.worker_pool_specs[0].task; Message: One of"
            + " 'container_spec' and 'python_package_spec' is required.\t2.Field:"
            + " job_spec.worker_pool_specs[0].machine_spec.machine_type; Message: Required field is"
            + " not set.\t",
        job("train", WorkerPoolSpec.getDefaultInstance()));
  }

  @Test
  void aDisplayNameHas128CharactersAtMost() {
    state.put(rig());
    state.createJob(PARENT, job("ü".repeat(128), workerPool(CPU, 1)));
    assertRefused(
        Code.INVALID_ARGUMENT,
        "List of found errors:\t1.Field: display_name; Message: It can be up to 128 characters"
            + " long.\t",
        job("ü".repeat(129), workerPool(CPU, 1)));
  }

  @Test
  void anUnknownPersistentResourceIsNotFound() {
    assertRefused(
        Code.NOT_FOUND, "The PersistentResource does not exist.", job("train", workerPool(GPU, 1)));
  }

  @Test
  void aResourceOfAnotherLocationIsNotFound() {
    state.put(rig());
    VertexException refusal =
        assertThrows(
            VertexException.class,
            () ->
                state.createJob(
                    "projects/slipway-local/locations/europe-west4",
                    job("train", workerPool(GPU, 1))));
    assertEquals(Code.NOT_FOUND, refusal.code());
  }

  @Test
  void aJobOfAnUnknownShapeIsRefused() {
    state.put(rig());
    WorkerPoolSpec standardDisk =
        workerPool(GPU, 1).toBuilder()
            .setDiskSpec(DiskSpec.newBuilder().setBootDiskType("pd-standard"))
            .build();
    assertRefused(
        Code.INVALID_ARGUMENT,
        "The machine spec and disk spec of worker_pool_specs[1] match no resource pool of "
            + RIG
            + ".",
        job("train", workerPool(GPU, 1), standardDisk));
  }

  @Test
  void onlyARunningOrUpdatingResourceTakesJobs() {
    state.put(rig().toBuilder().setState(PersistentResource.State.UPDATING).build());
    state.createJob(PARENT, job("train", workerPool(CPU, 1)));
    state.put(rig().toBuilder().setState(PersistentResource.State.REBOOTING).build());

    assertRefused(
        Code.FAILED_PRECONDITION,
        "The PersistentResource is in state REBOOTING; it must be RUNNING.",
        job("train", workerPool(CPU, 1)));
  }

  @Test
  void aFullPoolIsOvercommittedInPlainSight() {
    state.put(rig());
    state.createJob(PARENT, job("one", workerPool(GPU, 3)));
    state.createJob(PARENT, job("two", workerPool(GPU, 3)));

    assertEquals(Map.of("rig/cpu", 0L, "rig/gpu", 6L), state.held());
  }

  @Test
  void aFullPoolMayRefuse() {
    VertexState strict =
        new VertexState(options(new ManualClock()).withWhenFull(WhenFull.REFUSE), new Journal());
    strict.put(rig());
    strict.createJob(PARENT, job("one", workerPool(GPU, 3)));

    VertexException refusal =
        assertThrows(
            VertexException.class, () -> strict.createJob(PARENT, job("two", workerPool(GPU, 3))));

    assertEquals(Code.RESOURCE_EXHAUSTED, refusal.code());
    assertEquals(
        "The following quota metrics exceed quota limits: replicas of " + RIG, refusal.text());
    assertEquals(1, strict.jobs().size());
  }

  @Test
  void anAssignmentThatFitsIsFound() {
    state.put(
        PersistentResource.newBuilder()
            .setName("rig")
            .addResourcePools(pool("large", CPU, 4))
            .addResourcePools(pool("small", CPU, 2))
            .build());

    state.createJob(PARENT, job("train", workerPool(CPU, 2), workerPool(CPU, 4)));

    assertEquals(Map.of("rig/large", 4L, "rig/small", 2L), state.held());
  }

  @Test
  void whatFitsNowhereGoesToTheFirstPoolOfItsShape() {
    state.put(
        PersistentResource.newBuilder()
            .setName("rig")
            .addResourcePools(pool("large", CPU, 4))
            .addResourcePools(pool("small", CPU, 2))
            .build());

    state.createJob(PARENT, job("train", workerPool(CPU, 3), workerPool(CPU, 3)));

    assertEquals(Map.of("rig/large", 6L, "rig/small", 0L), state.held());
  }

  @Test
  void aJobOffPersistentResourcesHoldsNothing() {
    CustomJob.Builder asked = job("train", workerPool(GPU, 3)).toBuilder();
    asked.getJobSpecBuilder().clearPersistentResourceId();

    state.createJob(PARENT, asked.build());

    assertEquals(Map.of(), state.held());
  }

  @Test
  void aJobIdInUseIsDrawnAgain() {
    PrimitiveIterator.OfLong ids = LongStream.of(7, 7, 8).iterator();
    VertexState drawing =
        new VertexState(options(new ManualClock()).withJobIds(ids::nextLong), new Journal());
    drawing.put(rig());
    drawing.createJob(PARENT, job("one", workerPool(CPU, 1)));

    CustomJob second = drawing.createJob(PARENT, job("two", workerPool(CPU, 1)));

    assertEquals(VertexFixture.NUMBERED + "/customJobs/8", second.getName());
  }

  @Test
  void createsSideBySideAreAllCounted() throws InterruptedException {
    state.put(rig());
    List<Callable<CustomJob>> creates =
        Collections.nCopies(200, () -> state.createJob(PARENT, job("train", workerPool(CPU, 1))));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      threads.invokeAll(creates);
    } finally {
      threads.shutdown();
    }

    assertEquals(200, state.jobs().stream().map(CustomJob::getName).distinct().count());
    assertEquals(200L, state.held().get("rig/cpu"));
  }

  @Test
  void anotherProjectIsDenied() {
    VertexException refusal =
        assertThrows(
            VertexException.class,
            () -> state.createJob("projects/elsewhere/locations/us-central1", job("train")));
    assertEquals(Code.PERMISSION_DENIED, refusal.code());
    assertEquals(
        "Permission denied on project 'elsewhere': this emulator holds only 'slipway-local'"
            + " (number 123456789012).",
        refusal.text());
  }

  private static WorkerPoolSpec pythonPool(PythonPackageSpec python) {
    return workerPool(CPU, 1).toBuilder().setPythonPackageSpec(python).build();
  }

  private void assertRefused(Code code, String message, CustomJob job) {
    VertexException refusal =
        assertThrows(VertexException.class, () -> state.createJob(PARENT, job));
    assertEquals(code, refusal.code());
    assertEquals(message, refusal.text());
  }
}
