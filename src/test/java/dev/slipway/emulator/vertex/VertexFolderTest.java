package dev.slipway.emulator.vertex;

import static dev.slipway.emulator.vertex.VertexFixture.CPU;
import static dev.slipway.emulator.vertex.VertexFixture.GPU;
import static dev.slipway.emulator.vertex.VertexFixture.PARENT;
import static dev.slipway.emulator.vertex.VertexFixture.RIG;
import static dev.slipway.emulator.vertex.VertexFixture.job;
import static dev.slipway.emulator.vertex.VertexFixture.jobName;
import static dev.slipway.emulator.vertex.VertexFixture.options;
import static dev.slipway.emulator.vertex.VertexFixture.rig;
import static dev.slipway.emulator.vertex.VertexFixture.told;
import static dev.slipway.emulator.vertex.VertexFixture.workerPool;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.DeleteOperationMetadata;
import com.google.cloud.aiplatform.v1.JobState;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.longrunning.Operation;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import dev.slipway.emulator.StateFolder;
import dev.slipway.emulator.StateSaver;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that is kept between runs. */
class VertexFolderTest {

  private static final VertexPage.PageRequest FIRST = new VertexPage.PageRequest(1, "");

  private final ManualClock clock = new ManualClock();
  private final VertexOptions options = options(clock);
  private final Path folder;

  VertexFolderTest(@TempDir Path temporary) {
    folder = temporary.resolve("vertex");
  }

  private VertexEmulator start(Journal journal) {
    return VertexEmulator.start(options.withFolder(folder), journal);
  }

  /** One run without its ports, saved at its end. */
  private <T> T run(Journal journal, Function<VertexState, T> calls) {
    StateFolder kept = StateFolder.open(folder);
    VertexState state = VertexSaver.load(kept, options, journal);
    try (StateSaver saver = VertexSaver.of(kept, state)) {
      T answer = calls.apply(state);
      saver.save();
      return answer;
    }
  }

  private <T> T run(Function<VertexState, T> calls) {
    return run(new Journal(), calls);
  }

  private CustomJob createOnRig(VertexState state) {
    state.put(rig());
    return state.createJob(PARENT, job("train", workerPool(GPU, 3), workerPool(CPU, 1)));
  }

  @Test
  void everythingIsThereInTheNextRun() {
    CustomJob created = run(this::createOnRig);
    PersistentResource before = run(state -> state.resource(RIG));

    run(
        state -> {
          assertEquals(List.of(created), state.jobs());
          assertEquals(before, state.resource(RIG));
          assertEquals(Map.of("rig/cpu", 1L, "rig/gpu", 3L), state.held());
          return state;
        });
  }

  @Test
  void anEmulatorLoadsAndSavesItsFolder() {
    try (VertexEmulator emulator = start(new Journal())) {
      emulator.resources().put(rig());
    }

    try (VertexEmulator emulator = start(new Journal())) {
      assertEquals(Map.of("rig/cpu", 0L, "rig/gpu", 0L), emulator.held());
    }
  }

  @Test
  void aJobGoesOnByTheClock() {
    run(this::createOnRig);
    clock.advance(Duration.ofSeconds(5));
    Journal journal = new Journal();

    JobState seen =
        run(
            journal,
            state -> {
              JobState meanwhile = state.job(jobName(1)).getState();
              clock.advance(Duration.ofSeconds(10));
              state.catchUp();
              return meanwhile;
            });

    assertEquals(JobState.JOB_STATE_RUNNING, seen);
    assertEquals(
        List.of("10000 1000000000000000001 JOB_STATE_SUCCEEDED"),
        told(journal, "job.state", "state"));
  }

  @Test
  void aJobWhoseTimeWasOverHasEndedWhenItWouldHave() {
    run(this::createOnRig);
    clock.advance(Duration.ofHours(1));
    Journal journal = new Journal();

    CustomJob over = run(journal, state -> state.job(jobName(1)));

    assertEquals(JobState.JOB_STATE_SUCCEEDED, over.getState());
    assertEquals(at(2), ProtoTimes.instant(over.getStartTime()));
    assertEquals(at(10), ProtoTimes.instant(over.getEndTime()));
    assertEquals(List.of("3600000 gpu 0 4", "3600000 cpu 0 2"), held(journal));
    assertEquals(2, journal.entries().size());
  }

  @Test
  void loadingJournalsTheHeldReplicasOnly() {
    run(this::createOnRig);
    clock.advance(Duration.ofSeconds(5));
    Journal journal = new Journal();

    run(journal, state -> state.jobs());

    assertEquals(List.of("5000 gpu 3 4", "5000 cpu 1 2"), held(journal));
    assertEquals(2, journal.entries().size());
  }

  @Test
  void aCancellationGoesOn() {
    run(this::createOnRig);
    run(
        state -> {
          state.cancelJob(jobName(1));
          return state;
        });
    clock.advance(Duration.ofSeconds(1));

    CustomJob over = run(state -> state.job(jobName(1)));

    assertEquals(JobState.JOB_STATE_CANCELLED, over.getState());
    assertEquals(at(1), ProtoTimes.instant(over.getEndTime()));
  }

  @Test
  void anOperationUnderWayEndsInALaterRun() throws Exception {
    PersistentResource asked = rig().toBuilder().clearName().build();
    Operation begun = run(state -> state.createResource(PARENT, "rig", asked));
    assertFalse(begun.getDone());
    assertEquals(begun, run(state -> state.operation(begun.getName())));
    clock.advance(Duration.ofHours(1));

    Operation ended = run(state -> state.operation(begun.getName()));
    Operation deletion = run(state -> state.deleteResource(RIG));
    clock.advance(Duration.ofHours(1));

    assertEquals(at(2), updated(ended));
    assertEquals(
        List.of(), run(state -> state.listResources(PARENT, FIRST)).items(), "deleted by now");
    assertEquals(at(3601), updated(run(state -> state.operation(deletion.getName()))));
  }

  @Test
  void jobsKeepTheirOrderInLists() {
    run(this::createOnRig);
    run(state -> state.createJob(PARENT, job("later", workerPool(CPU, 1))));

    VertexPage<CustomJob> newest = run(state -> state.listJobs(PARENT, "", FIRST));

    assertEquals(List.of("later"), newest.items().stream().map(CustomJob::getDisplayName).toList());
    VertexPage.PageRequest next = new VertexPage.PageRequest(1, newest.nextPageToken());
    assertEquals(
        List.of("train"),
        run(state -> state.listJobs(PARENT, "", next)).items().stream()
            .map(CustomJob::getDisplayName)
            .toList());
  }

  @Test
  void nothingIsWrittenAgainThatHasNotChanged() throws Exception {
    StateFolder kept = StateFolder.open(folder);
    VertexState state = VertexSaver.load(kept, options, new Journal());
    try (StateSaver saver = VertexSaver.of(kept, state)) {
      saver.save();
      Files.delete(folder.resolve("index.json"));
      saver.save();
      assertFalse(Files.exists(folder.resolve("index.json")));
    }
  }

  @Test
  void aBrokenFileIsNamed() throws Exception {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("index.json"), "{\"schemaVersion\":2}");
    assertBroken("its schemaVersion is 2 and must be 1");

    Files.writeString(folder.resolve("index.json"), "{\"schemaVersion\":1");
    assertBroken("not JSON at line 1 column 19");

    Files.writeString(
        folder.resolve("index.json"),
        "{\"schemaVersion\":1,\"persistentResources\":[],\"persistentResourceEnds\":[]}");
    assertBroken("a field 'jobs' is missing");
  }

  private void assertBroken(String reason) {
    UncheckedIOException broken =
        assertThrows(UncheckedIOException.class, () -> start(new Journal()));

    assertEquals(
        String.format(
            "Cannot read the saved state in %s: %s. Restore the folder %s, or delete it to start"
                + " with nothing.",
            folder.resolve("index.json"), reason, folder),
        broken.getMessage());
  }

  @Test
  void twoEmulatorsDoNotShareAFolder() {
    try (VertexEmulator first = start(new Journal())) {
      UncheckedIOException refusal =
          assertThrows(UncheckedIOException.class, () -> start(new Journal()));

      assertEquals(
          "Cannot use the folder "
              + folder
              + ": another emulator uses it. End what uses it, or choose another folder.",
          refusal.getMessage());
      assertEquals(List.of(), first.jobs());
    }
  }

  private static List<String> held(Journal journal) {
    return told(journal, "replicas.held", "held", "capacity");
  }

  /** When an operation was last updated, which both kinds of metadata say in their first field. */
  private static Instant updated(Operation operation) throws InvalidProtocolBufferException {
    return ProtoTimes.instant(
        DeleteOperationMetadata.parseFrom(operation.getMetadata().getValue())
            .getGenericMetadata()
            .getUpdateTime());
  }

  private static Instant at(long seconds) {
    return ManualClock.START.plusSeconds(seconds);
  }
}
