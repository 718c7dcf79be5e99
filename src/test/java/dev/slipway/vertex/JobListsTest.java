package dev.slipway.vertex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobState;
import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import com.google.cloud.aiplatform.v1.ListCustomJobsResponse;
import com.google.protobuf.util.Timestamps;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import io.grpc.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done about filters that Vertex AI refuses. */
class JobListsTest {

  private static final String PARENT = "projects/p1/locations/us-central1";
  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final JobQuery ALIVE = JobQuery.alive(NOON);
  private static final JobQuery SINCE = JobQuery.launchedSince(NOON);
  private static final JobQuery ATTEMPT = JobQuery.ofAttempt("0a", "1b");
  private static final Status REFUSED = Status.INVALID_ARGUMENT.withDescription("no such filter");

  private final List<Log.Entry> told = new ArrayList<>();
  private ScriptedVertex vertex;
  private VertexClients clients;
  private JobLists lists;

  @BeforeEach
  void connect() throws IOException {
    vertex = new ScriptedVertex();
    clients = VertexClients.connect(vertex.endpoint());
    lists = new JobLists(clients, PARENT, told::add);
  }

  @AfterEach
  void close() {
    clients.close();
    vertex.close();
  }

  @Test
  void aRefusedFilterIsReplacedByTheTimeOfCreationAndKeepsItsMeaning() {
    vertex
        .then(REFUSED)
        .then(page("next", job("a"), over("b")))
        .then(page("", over("c"), job("d")));

    assertEquals(List.of("a", "d"), names(lists.list(ALIVE)));
    assertEquals(
        List.of(
            listing(ALIVE.wanted().text(), ""),
            listing("create_time>=\"2026-10-02T12:00:00Z\"", ""),
            listing("create_time>=\"2026-10-02T12:00:00Z\"", "next")),
        vertex.requests());
  }

  @Test
  void whereTheTimeIsRefusedTooAllJobsAreListed() {
    vertex.then(REFUSED).then(REFUSED).then(page("", ours("early", -1), ours("new", 0), job("x")));

    assertEquals(List.of("new"), names(lists.list(SINCE)));
    assertEquals(
        List.of(
            listing(SINCE.wanted().text(), ""),
            listing("create_time>=\"2026-11-01T12:00:00Z\"", ""),
            listing("", "")),
        vertex.requests());
  }

  @Test
  void whatWasRefusedIsNotSentAgainAndOtherFiltersAre() {
    vertex.then(REFUSED).then(page("")).then(page("")).then(page(""));

    lists.list(ATTEMPT);
    lists.list(ATTEMPT);
    lists.list(ALIVE);

    assertEquals(
        List.of(
            listing(ATTEMPT.wanted().text(), ""),
            listing("", ""),
            listing("", ""),
            listing(ALIVE.wanted().text(), "")),
        vertex.requests());
  }

  @Test
  void refusalsAreWarnedOfOnce() {
    vertex.then(REFUSED).then(page("")).then(REFUSED).then(page(""));

    lists.list(SINCE);
    lists.list(ALIVE);

    assertEquals(
        List.of(
            Log.Entry.of(
                Log.Severity.WARNING,
                LogEvent.FILTER_REFUSED,
                "Vertex AI refused the filter labels.slipway-submission:* AND"
                    + " create_time>=\"2026-11-01T12:00:00Z\" with INVALID_ARGUMENT: no such"
                    + " filter; jobs are now listed with create_time>=\"2026-11-01T12:00:00Z\" and"
                    + " filtered here, which takes more calls. Run 'slipway doctor' and report what"
                    + " it says about filters.")),
        told);
  }

  @Test
  void theWarningSaysThatThereIsNoFilter() {
    vertex.then(REFUSED).then(page(""));

    lists.list(ATTEMPT);

    assertEquals(
        List.of(
            "Vertex AI refused the filter labels.slipway-submission=\"0a\" AND"
                + " labels.slipway-attempt=\"1b\" with INVALID_ARGUMENT: no such filter; jobs are"
                + " now listed without a filter and filtered here, which takes more calls. Run"
                + " 'slipway doctor' and report what it says about filters."),
        told.stream().map(Log.Entry::message).toList());
  }

  @Test
  void whatIsRefusedWithoutAFilterTooIsNotTheFiltersFault() {
    Status wrong = Status.INVALID_ARGUMENT.withDescription("no such location");
    vertex.then(wrong).then(wrong).then(wrong).then(page(""));

    assertEquals(
        "Vertex AI was asked for the custom jobs of projects/p1/locations/us-central1 with "
            + ALIVE.wanted().text()
            + " and will be asked again; what came back is INVALID_ARGUMENT: no such location",
        assertThrows(VertexCallException.class, () -> lists.list(ALIVE)).getMessage());
    assertEquals(List.of(), lists.list(ALIVE));
    assertEquals(listing(ALIVE.wanted().text(), ""), vertex.requests().get(3));
    assertEquals(List.of(), told);
  }

  @Test
  void aLaterPageThatIsRefusedIsNotTheFiltersFault() {
    vertex.then(page("next")).then(Status.INVALID_ARGUMENT.withDescription("bad token"));

    assertEquals(
        "Vertex AI was asked for the custom jobs of projects/p1/locations/us-central1 with "
            + ALIVE.wanted().text()
            + " and will be asked again; what came back is INVALID_ARGUMENT: bad token",
        assertThrows(VertexCallException.class, () -> lists.list(ALIVE)).getMessage());
    assertEquals(2, vertex.requests().size());
    assertEquals(List.of(), told);
  }

  @Test
  void jobsThatAFilterShouldHaveLeftOutAreLeftOut() {
    vertex.then(page("", job("a"), over("b")));

    assertEquals(List.of("a"), names(lists.list(ALIVE)));
  }

  private static List<String> names(List<Job> jobs) {
    return jobs.stream().map(Job::name).toList();
  }

  private static CustomJob job(String name) {
    return CustomJob.newBuilder().setName(name).build();
  }

  private static CustomJob over(String name) {
    return job(name).toBuilder().setState(JobState.JOB_STATE_SUCCEEDED).build();
  }

  private static CustomJob ours(String name, long secondsAfterNoon) {
    return job(name).toBuilder()
        .putLabels("slipway-submission", "0a")
        .setCreateTime(Timestamps.fromSeconds(NOON.getEpochSecond() + secondsAfterNoon))
        .build();
  }

  private static ListCustomJobsResponse page(String next, CustomJob... jobs) {
    return ListCustomJobsResponse.newBuilder()
        .addAllCustomJobs(List.of(jobs))
        .setNextPageToken(next)
        .build();
  }

  private static ListCustomJobsRequest listing(String filter, String token) {
    return ListCustomJobsRequest.newBuilder()
        .setParent(PARENT)
        .setFilter(filter)
        .setPageSize(100)
        .setPageToken(token)
        .build();
  }
}
