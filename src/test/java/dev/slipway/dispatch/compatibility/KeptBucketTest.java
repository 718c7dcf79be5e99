package dev.slipway.dispatch.compatibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.CaseFiles;
import dev.slipway.dispatch.Instance;
import dev.slipway.dispatch.World;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.port.Statuses;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.storage.BucketStatusIndex;
import dev.slipway.storage.BucketStatuses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an earlier version wrote is read, and brought to its end, by this one. */
final class KeptBucketTest {

  private static final Path FOLDER = CaseFiles.ROOT.resolve("kept/5049e9c");

  private World world = new World();

  @BeforeEach
  void load() throws IOException {
    world = KeptBucket.load(FOLDER);
  }

  @Test
  void everyValueIsReadAsTheEarlierVersionReadIt() throws IOException {
    assertEquals(
        Files.readString(FOLDER.resolve("values.jsonl")),
        String.join("\n", KeptBucket.values(world)) + "\n");
  }

  @Test
  void everyStatusIsFoundByItsSubmission() {
    Statuses statuses = new BucketStatuses(world.stateBucket(), world.tokens());
    StatusIndex index = new BucketStatusIndex(world.stateBucket());

    for (StatusIndex.ListedStatus entry : index.list(Integer.MAX_VALUE).entries()) {
      Status status = index.read(entry).orElseThrow();
      assertEquals(status.submission().id(), entry.id());
      assertEquals(Optional.of(status.state()), entry.state());
      assertEquals(status, statuses.read(status.submission()).orElseThrow().value());
    }
  }

  @Test
  void whatHasEndedIsNotTakenAgain() {
    Instance slipway = world.start();
    List<String> before = KeptBucket.values(world);

    for (Outcome outcome : endings()) {
      if (!outcome.status().submission().generation().isEmpty()) {
        slipway.hear(outcome.status().submission());
      }
    }

    assertEquals(before, KeptBucket.values(world));
  }

  @Test
  void aRequestToCancelOnARecordIsHonoured() {
    Set<String> asked =
        world.queue().list().records().stream()
            .filter(kept -> kept.value().lifecycle().wish() == Wish.CANCEL_ASKED)
            .filter(kept -> !kept.value().lifecycle().state().isOver())
            .map(kept -> kept.value().id())
            .collect(Collectors.toSet());
    assertEquals(13, asked.size());

    // Launching stays paused: none of them needs a launch for its end.
    Instance slipway = world.start();
    minutes(slipway, 5);
    cancellingEnds();
    minutes(slipway, 5);

    Problem why = Problem.of(ProblemCode.CANCEL_ASKED, "");
    for (String id : asked) {
      Status end = world.endings().find(id).orElseThrow().status();
      assertTrue(Set.of(State.CANCELLED, State.WITHDRAWN).contains(end.state()), end::toString);
      assertTrue(end.problems().contains(why), end::toString);
    }
  }

  @Test
  void everySubmissionComesToItsEnd() throws IOException {
    Instance slipway = world.start();
    minutes(slipway, 3);
    world.requests().resume();
    strangersLeave();
    for (int i = 0; i < 40; i++) {
      minutes(slipway, 1);
      jobsGoOn();
    }
    // What was set aside ends when it has waited too long.
    world.time().pass(Duration.ofHours(25));
    minutes(slipway, 3);

    assertEquals(List.of(), world.names("queue/"));
    assertEquals(
        Files.readString(FOLDER.resolve("ends.txt")),
        endings().stream()
                .map(Outcome::status)
                .map(KeptBucketTest::line)
                .sorted()
                .collect(Collectors.joining("\n"))
            + "\n");
    StatusIndex index = new BucketStatusIndex(world.stateBucket());
    for (StatusIndex.ListedStatus entry : index.list(Integer.MAX_VALUE).entries()) {
      Optional<State> end =
          world.endings().find(entry.id()).map(outcome -> outcome.status().state());
      assertEquals(end, entry.state(), entry.name());
    }
    assertEquals(Set.of(), runTwice());
  }

  private static String line(Status end) {
    String name =
        end.submission().object().length() < 60
            ? end.submission().object()
            : end.submission().object().substring(0, 60) + "…";
    String codes =
        end.problems().stream()
            .map(problem -> problem.code().name())
            .distinct()
            .collect(Collectors.joining(" "));
    return (name + " " + end.state() + " " + codes).strip();
  }

  private List<Outcome> endings() {
    return world.names("done/").stream()
        .map(name -> world.endings().find(name.substring("done/".length())).orElseThrow())
        .toList();
  }

  private void minutes(Instance slipway, int minutes) {
    for (int i = 0; i < minutes; i++) {
      world.time().pass(Duration.ofMinutes(1));
      slipway.tick();
    }
  }

  private void strangersLeave() {
    world.jobs().all().stream()
        .filter(job -> job.submission().isEmpty())
        .forEach(job -> world.jobs().become(job.name(), State.SUCCEEDED));
  }

  private void cancellingEnds() {
    world.jobs().all().stream()
        .filter(job -> job.is(State.CANCELLING))
        .forEach(job -> world.jobs().become(job.name(), State.CANCELLED));
  }

  private void jobsGoOn() {
    cancellingEnds();
    for (Job job : world.jobs().all()) {
      if (!job.isOver()) {
        world.jobs().become(job.name(), job.is(State.RUNNING) ? State.SUCCEEDED : State.RUNNING);
      }
    }
  }

  /** Submissions of which more than one job was not cancelled. */
  private Set<String> runTwice() {
    Set<String> once = new TreeSet<>();
    Set<String> twice = new TreeSet<>();
    for (Job job : world.jobs().all()) {
      if (!job.submission().isEmpty() && !job.is(State.CANCELLED) && !once.add(job.submission())) {
        twice.add(job.submission());
      }
    }
    return twice;
  }
}
