package dev.slipway.dispatch.port;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Creation.Created;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.pool.Demand;
import dev.slipway.pool.Shape;
import dev.slipway.spec.SpecParser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the dispatcher relies on of every {@link Jobs}. */
public abstract class JobsContract {

  /** The persistent resource of all jobs here; it has 4 machines {@code n1-standard-4}. */
  protected static final String RESOURCE = "rig";

  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private Jobs jobs;

  /** A world with the resource and without any job. */
  protected abstract Jobs empty() throws Exception;

  /** What time it is there. */
  protected abstract Instant now();

  /** Lets a second go by, in which no job's state changes. */
  protected abstract void passASecond();

  /** Lets the job run. */
  protected abstract void run(String name);

  /** Lets the job, which runs, come to its end. */
  protected abstract void end(String name);

  /** Lets a cancellation that was asked for come to its end. */
  protected abstract void endCancelling();

  /** Somebody else makes a job on the resource; returns its name. */
  protected abstract String makeForeignJob();

  @BeforeEach
  final void open() throws Exception {
    jobs = empty();
  }

  @Test
  final void withoutJobsEveryListIsEmpty() {
    assertEquals(List.of(), jobs.alive());
    assertEquals(List.of(), jobs.launchedSince(Instant.EPOCH));
    assertEquals(List.of(), jobs.ofAttempt("s1", "a1"));
  }

  @Test
  final void aCreatedJobIsSeenByEveryReadAtOnceAndTheSame() {
    Created created = create("s1", "a1");

    Job job = jobs.find(created.name()).orElseThrow();
    assertEquals(
        new Job(
            created.name(),
            Optional.of(created.state()),
            RESOURCE,
            List.of(new Demand(Shape.of("n1-standard-4"), 2)),
            now(),
            Optional.empty(),
            "s1",
            "a1",
            ""),
        job);
    assertTrue(Set.of(State.QUEUED, State.PENDING).contains(created.state()), job::toString);
    assertEquals(List.of(job), jobs.alive());
    assertEquals(List.of(job), jobs.launchedSince(Instant.EPOCH));
    assertEquals(List.of(job), jobs.ofAttempt("s1", "a1"));
  }

  @Test
  final void theSameRequestAgainMakesAnotherJob() {
    String first = create("s1", "a1").name();
    String second = create("s1", "a1").name();

    assertNotEquals(first, second);
    assertEquals(Set.of(first, second), names(jobs.ofAttempt("s1", "a1")));
    assertEquals(Set.of(first, second), names(jobs.alive()));
  }

  @Test
  final void aRunningJobTellsSinceWhen() {
    String name = create("s1", "a1").name();
    run(name);

    Job job = jobs.find(name).orElseThrow();
    assertEquals(Optional.of(State.RUNNING), job.state());
    assertEquals(Optional.of(now()), job.started());
    assertEquals(List.of(job), jobs.alive());
  }

  @Test
  final void aJobThatIsOverIsFoundInEveryWayButAmongTheLiving() {
    String name = create("s1", "a1").name();
    run(name);
    end(name);

    Job job = jobs.find(name).orElseThrow();
    assertEquals(Optional.of(State.SUCCEEDED), job.state());
    assertEquals(List.of(), jobs.alive());
    assertEquals(List.of(job), jobs.launchedSince(Instant.EPOCH));
    assertEquals(List.of(job), jobs.ofAttempt("s1", "a1"));
  }

  @Test
  final void jobsOfOursAreListedFromTheMomentOfTheirCreation() {
    String first = create("s1", "a1").name();
    final Instant then = now();
    passASecond();
    String second = create("s2", "a2").name();

    assertEquals(Set.of(first, second), names(jobs.launchedSince(then)));
    assertEquals(Set.of(second), names(jobs.launchedSince(then.plusNanos(1))));
    assertEquals(Set.of(second), names(jobs.launchedSince(now())));
    assertEquals(Set.of(), names(jobs.launchedSince(now().plusNanos(1))));
  }

  @Test
  final void anAttemptIsToldByBothLabels() {
    String name = create("s1", "a1").name();
    create("s1", "a2");
    create("s2", "a1");

    assertEquals(Set.of(name), names(jobs.ofAttempt("s1", "a1")));
    assertEquals(Set.of(), names(jobs.ofAttempt("s2", "a2")));
  }

  @Test
  final void othersJobsAreAmongTheLivingAndNotAmongOurs() {
    String theirs = makeForeignJob();
    String ours = create("s1", "a1").name();

    assertEquals(Set.of(theirs, ours), names(jobs.alive()));
    assertEquals(Set.of(ours), names(jobs.launchedSince(Instant.EPOCH)));
    Job job = jobs.find(theirs).orElseThrow();
    assertEquals(List.of("", "", RESOURCE), texts(job));
  }

  @Test
  final void aCancelledJobIsSoonOverAndDoesNotRun() {
    String name = create("s1", "a1").name();
    jobs.cancel(name);
    endCancelling();

    Job job = jobs.find(name).orElseThrow();
    assertEquals(Optional.of(State.CANCELLED), job.state());
    assertEquals(List.of(), jobs.alive());
    assertEquals(List.of(job), jobs.ofAttempt("s1", "a1"));
  }

  @Test
  final void cancellingWhatIsOverChangesNothing() {
    String name = create("s1", "a1").name();
    run(name);
    end(name);
    jobs.cancel(name);
    endCancelling();

    assertEquals(Optional.of(State.SUCCEEDED), jobs.find(name).orElseThrow().state());
  }

  @Test
  final void whatIsNotThereIsNotFoundAndCancelledInVain() {
    String name = create("s1", "a1").name() + "0";

    assertEquals(Optional.empty(), jobs.find(name));
    jobs.cancel(name);
    assertEquals(1, jobs.alive().size());
  }

  private Created create(String submission, String attempt) {
    Creation creation =
        jobs.draft(
                new Jobs.CreateRequest(
                    SpecParser.parse(
                            """
                            {"displayName": "train", "jobSpec": {"workerPoolSpecs": [{
                              "machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": 2,
                              "containerSpec": {"imageUri": "train"}}]}}\
                            """
                                .getBytes(UTF_8))
                        .document()
                        .orElseThrow(),
                    RESOURCE,
                    submission,
                    attempt))
            .create(DEADLINE);
    if (creation instanceof Created created) {
      return created;
    }
    throw new AssertionError("not created: " + creation);
  }

  private static Set<String> names(List<Job> listed) {
    return listed.stream().map(Job::name).collect(Collectors.toSet());
  }

  private static List<String> texts(Job job) {
    return List.of(job.submission(), job.attempt(), job.persistentResource());
  }
}
