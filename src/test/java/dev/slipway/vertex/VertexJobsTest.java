package dev.slipway.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.aiplatform.v1.CancelCustomJobRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.JobState;
import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import com.google.cloud.aiplatform.v1.ListCustomJobsResponse;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import com.google.protobuf.Empty;
import com.google.protobuf.Timestamp;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.pool.Demand;
import dev.slipway.pool.Shape;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VertexJobsTest {

  private static final CallTimeouts HASTY =
      new CallTimeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(1));
  private static final String NAME = "projects/1/locations/us-central1/customJobs/7";

  private static final JobQuery ALIVE = JobQuery.alive(Instant.EPOCH);

  private ScriptedVertex vertex;
  private VertexClients clients;
  private VertexJobs jobs;

  @BeforeEach
  void connect() throws IOException {
    vertex = new ScriptedVertex();
    clients = VertexClients.connect(vertex.endpoint(), HASTY);
    jobs = new VertexJobs(clients, "p1", "us-central1", InstantSource.system(), entry -> {});
  }

  @AfterEach
  void close() {
    clients.close();
    vertex.close();
  }

  @Test
  void allPagesAreRead() {
    vertex.then(page("next", named("a"), named("b"))).then(page("last")).then(page("", named("c")));

    assertEquals(List.of("a", "b", "c"), jobs.alive().stream().map(Job::name).toList());
    assertEquals(
        List.of(listing(ALIVE, ""), listing(ALIVE, "next"), listing(ALIVE, "last")),
        vertex.requests());
  }

  @Test
  void ourJobsAreAskedForByTheirLabels() {
    Instant since = Instant.parse("2026-11-01T12:00:00Z");
    vertex.then(page("")).then(page(""));

    assertEquals(List.of(), jobs.launchedSince(since));
    assertEquals(List.of(), jobs.ofAttempt("0a", "1b"));
    assertEquals(
        List.of(
            listing(JobQuery.launchedSince(since), ""),
            listing(JobQuery.ofAttempt("0a", "1b"), "")),
        vertex.requests());
  }

  @Test
  void aPageThatFailsIsAskedForAgainAndThenTold() {
    vertex
        .then(page("next", named("a")))
        .then(Status.UNAVAILABLE)
        .then(Status.INTERNAL.withDescription("boom"));

    assertEquals(
        "Vertex AI was asked for the custom jobs of projects/p1/locations/us-central1 with "
            + JobQuery.ofAttempt("0a", "1b").wanted().text()
            + " and will be asked again; what came back is INTERNAL: boom",
        assertThrows(RetryLater.class, () -> jobs.ofAttempt("0a", "1b")).getMessage());
  }

  @Test
  void aJobIsTakenOverWithEverythingThatDecides() {
    vertex.then(
        named(NAME).toBuilder()
            .setState(JobState.JOB_STATE_FAILED)
            .setCreateTime(Timestamp.newBuilder().setSeconds(10).setNanos(5))
            .setStartTime(Timestamp.newBuilder().setSeconds(20))
            .putLabels("slipway-submission", "0a")
            .putLabels("slipway-attempt", "1b")
            .setError(com.google.rpc.Status.newBuilder().setCode(8).setMessage("no quota"))
            .setJobSpec(
                CustomJobSpec.newBuilder()
                    .setPersistentResourceId("projects/p1/locations/l/persistentResources/gpus")
                    .addWorkerPoolSpecs(pool("n1-standard-4").setReplicaCount(3))
                    .addWorkerPoolSpecs(WorkerPoolSpec.getDefaultInstance())
                    .addWorkerPoolSpecs(pool("n1-highcpu-16")))
            .build());

    assertEquals(
        Optional.of(
            new Job(
                NAME,
                Optional.of(State.FAILED),
                "gpus",
                List.of(
                    new Demand(Shape.of("n1-standard-4"), 3),
                    new Demand(Shape.of("n1-highcpu-16"), 1)),
                Instant.ofEpochSecond(10, 5),
                Optional.of(Instant.ofEpochSecond(20)),
                "0a",
                "1b",
                "no quota")),
        jobs.find(NAME));
  }

  @Test
  void aJobOfNobodyIsTakenOverWithEmptyTexts() {
    vertex.then(named(NAME));

    assertEquals(
        Optional.of(
            new Job(
                NAME,
                Optional.empty(),
                "",
                List.of(),
                Instant.EPOCH,
                Optional.empty(),
                "",
                "",
                "")),
        jobs.find(NAME));
  }

  @Test
  void everyStateIsKnownOrUnknown() {
    Set<State> withoutJob =
        EnumSet.of(
            State.WAITING, State.LAUNCHING, State.REJECTED, State.WITHDRAWN, State.TIMED_OUT);

    assertEquals(
        EnumSet.complementOf(EnumSet.copyOf(withoutJob)),
        Stream.of(JobState.values())
            .flatMap(state -> ListedJob.state(state).stream())
            .collect(Collectors.toSet()));
    assertEquals(Optional.empty(), ListedJob.state(JobState.JOB_STATE_UNSPECIFIED));
    assertEquals(Optional.empty(), ListedJob.state(JobState.UNRECOGNIZED));
  }

  @Test
  void aJobThatIsNotThereIsNone() {
    vertex.then(Status.NOT_FOUND);

    assertEquals(Optional.empty(), jobs.find(NAME));
  }

  @Test
  void cancellingAsksUntilItIsHeard() {
    vertex.then(Status.UNAVAILABLE).then(Empty.getDefaultInstance());

    jobs.cancel(NAME);

    CancelCustomJobRequest request = CancelCustomJobRequest.newBuilder().setName(NAME).build();
    assertEquals(List.of(request, request), vertex.requests());
  }

  @Test
  void cancellingWhatIsOverOrGoneDoesNothing() {
    vertex.then(Status.NOT_FOUND).then(Status.FAILED_PRECONDITION);

    jobs.cancel(NAME);
    jobs.cancel(NAME);

    assertEquals(2, vertex.calls().size());
  }

  @Test
  void cancellingThatFailsIsTold() {
    vertex.then(Status.PERMISSION_DENIED.withDescription("no"));

    assertEquals(
        "Vertex AI was asked for the end of "
            + NAME
            + " and will be asked again; what came back is PERMISSION_DENIED: no",
        assertThrows(RetryLater.class, () -> jobs.cancel(NAME)).getMessage());
  }

  private static CustomJob named(String name) {
    return CustomJob.newBuilder().setName(name).build();
  }

  private static WorkerPoolSpec.Builder pool(String machineType) {
    return WorkerPoolSpec.newBuilder()
        .setMachineSpec(MachineSpec.newBuilder().setMachineType(machineType));
  }

  private static ListCustomJobsResponse page(String next, CustomJob... jobs) {
    return ListCustomJobsResponse.newBuilder()
        .addAllCustomJobs(List.of(jobs))
        .setNextPageToken(next)
        .build();
  }

  private static ListCustomJobsRequest listing(JobQuery query, String token) {
    return ListCustomJobsRequest.newBuilder()
        .setParent("projects/p1/locations/us-central1")
        .setFilter(query.wanted().text())
        .setPageSize(100)
        .setPageToken(token)
        .build();
  }
}
