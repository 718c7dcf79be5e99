package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.SpecFilter;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import dev.slipway.emulator.storage.StorageFaultRule;
import dev.slipway.report.StatusJson;
import dev.slipway.wiring.DeploymentAddress;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an uploader sees, who may read statuses and nothing else. */
final class FollowingTest {

  private static final Submission MINE = new Submission("specs", "train.json", "7");
  private static final Submission EARLIER = new Submission("specs", "train.json", "6");
  private static final String REFUSED =
      "you lack storage.objects.get on gs://state/status/specs/train.json: ask whoever runs"
          + " Terraform to list you among its 'uploaders' or 'operators'; 'gcloud auth"
          + " application-default login' changes who you are";

  private final StorageEmulator storage =
      StorageEmulator.start(StorageEmulatorOptions.withBuckets("specs", "state"), new Journal());
  private final Deployment deployment =
      new Deployment(
          new DeploymentAddress(
              "my-project",
              "",
              new SpecFilter("specs", "", List.of()),
              "state",
              "",
              Optional.of(storage.uri()),
              ""),
          /* isLocal= */ true,
          new PrintWriter(Writer.nullWriter()));
  private final List<State> news = new ArrayList<>();

  @AfterEach
  void end() {
    deployment.close();
    storage.close();
  }

  @Test
  void aStatusThatMayNotBeReadIsWaitedForAsIfItWereNotThereYet() throws InterruptedException {
    tell(MINE, State.SUCCEEDED);
    refuse("objects.read@state/status/:1=403");
    refuse("objects.get@state/status/:1=403");

    follow(Optional.empty(), status -> true);

    assertEquals(List.of(State.SUCCEEDED), news);
  }

  @Test
  void aStatusThatWasReadAndMayNotBeReadAnyMoreIsRefused() {
    tell(MINE, State.RUNNING);

    assertEquals(
        REFUSED,
        assertThrows(
                Unavailable.class,
                () ->
                    follow(
                        Optional.empty(),
                        status -> {
                          refuse("objects.read@state/status/:1x99=403");
                          refuse("objects.get@state/status/:1x99=403");
                          return false;
                        }))
            .getMessage());
    assertEquals(List.of(State.RUNNING), news);
  }

  @Test
  void whatMayNotBeReadUntilPatienceEndsIsRefused() {
    refuse("objects.read@state/status/:1x99=403");
    refuse("objects.get@state/status/:1x99=403");

    assertEquals(
        REFUSED,
        assertThrows(Unavailable.class, () -> follow(Optional.of(Duration.ZERO), status -> true))
            .getMessage());
  }

  @Test
  void whereTheStatusIsOfAnotherUploadTheQueueNeedNotBeReadable() throws InterruptedException {
    tell(EARLIER, State.SUCCEEDED);
    for (String prefix : List.of("queue/", "done/")) {
      refuse("objects.read@state/" + prefix + ":1x99=403");
      refuse("objects.get@state/" + prefix + ":1x99=403");
    }

    assertEquals(Map.of(), follow(Optional.of(Duration.ZERO), status -> true));
  }

  private void refuse(String fault) {
    storage.faults().add(StorageFaultRule.parse(fault));
  }

  private Map<Submission, Status> follow(Optional<Duration> patience, Predicate<Status> isEnough)
      throws InterruptedException {
    return new StatusFollower(
            deployment, isEnough, patience, (submission, status) -> news.add(status.state()))
        .follow(List.of(MINE));
  }

  private void tell(Submission submission, State state) {
    Status status = Status.builder(submission, state, Instant.EPOCH).build();
    var unused =
        storage.put(
            "state",
            "status/specs/" + submission.object(),
            StatusJson.write(status).getBytes(UTF_8),
            Map.of("id", submission.id(), "revision", "1", "state", state.name()));
  }
}
