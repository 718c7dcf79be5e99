package dev.slipway.emulator.vertex;

import static dev.slipway.emulator.vertex.VertexFixture.CPU;
import static dev.slipway.emulator.vertex.VertexFixture.NUMBERED;
import static dev.slipway.emulator.vertex.VertexFixture.PARENT;
import static dev.slipway.emulator.vertex.VertexFixture.job;
import static dev.slipway.emulator.vertex.VertexFixture.jobName;
import static dev.slipway.emulator.vertex.VertexFixture.options;
import static dev.slipway.emulator.vertex.VertexFixture.rig;
import static dev.slipway.emulator.vertex.VertexFixture.workerPool;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.PersistentResource;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.ManualClock;
import dev.slipway.emulator.vertex.VertexPage.PageRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class VertexListTest {

  private final ManualClock clock = new ManualClock();
  private final VertexState state = new VertexState(options(clock), new Journal());

  @Test
  void jobsAreListedNewestFirstPageByPage() {
    state.put(rig());
    create(5);

    VertexPage<CustomJob> first = state.listJobs(PARENT, "", new PageRequest(2, ""));
    VertexPage<CustomJob> second =
        state.listJobs(PARENT, "", new PageRequest(2, first.nextPageToken()));
    VertexPage<CustomJob> last =
        state.listJobs(PARENT, "", new PageRequest(2, second.nextPageToken()));

    assertEquals(List.of("job-5", "job-4"), names(first));
    assertEquals(List.of("job-3", "job-2"), names(second));
    assertEquals(List.of("job-1"), names(last));
    assertEquals("", last.nextPageToken());
  }

  @Test
  void aJobCreatedBetweenTwoPagesRepeatsNothing() {
    state.put(rig());
    create(3);
    VertexPage<CustomJob> first = state.listJobs(PARENT, "", new PageRequest(2, ""));

    create(1);

    assertEquals(
        List.of("job-1"),
        names(state.listJobs(PARENT, "", new PageRequest(2, first.nextPageToken()))).subList(0, 1));
  }

  @Test
  void aPageHas100ItemsByDefaultAnd1000AtMost() {
    state.put(rig());
    create(1001);

    assertEquals(100, state.listJobs(PARENT, "", new PageRequest(0, "")).items().size());
    assertEquals(1000, state.listJobs(PARENT, "", new PageRequest(5000, "")).items().size());
  }

  @Test
  void badPagesAreRefused() {
    VertexException size = assertThrows(VertexException.class, () -> new PageRequest(-1, ""));
    assertEquals(
        "List of found errors:\t1.Field: page_size; Message: It must not be negative.\t",
        size.text());
    VertexException token =
        assertThrows(
            VertexException.class,
            () -> state.listJobs(PARENT, "", new PageRequest(1, "not a token")));
    assertEquals("Invalid page token: not a token", token.text());
  }

  @Test
  void aNewJobMayBeListedLateButIsFoundByName() {
    VertexState late =
        new VertexState(options(clock).withListDelay(Duration.ofSeconds(3)), new Journal());
    late.put(rig());
    CustomJob created = late.createJob(PARENT, job("train", workerPool(CPU, 1)));

    assertEquals(created, late.job(jobName(1)));
    assertEquals(List.of(created), late.jobs());
    clock.advance(Duration.ofMillis(2999));
    assertEquals(List.of(), names(late.listJobs(PARENT, "", new PageRequest(0, ""))));
    clock.advance(Duration.ofMillis(1));
    assertEquals(List.of("train"), names(late.listJobs(PARENT, "", new PageRequest(0, ""))));
  }

  @Test
  void aListIsOfOneLocation() {
    state.put(rig());
    create(1);

    assertEquals(
        List.of(),
        names(
            state.listJobs(
                "projects/123456789012/locations/us-central", "", new PageRequest(0, ""))));
    assertEquals(List.of("job-1"), names(state.listJobs(NUMBERED, "", new PageRequest(0, ""))));
  }

  @Test
  void persistentResourcesAreListedById() {
    for (String id : List.of("c", "a", "b")) {
      state.put(rig().toBuilder().setName(id).build());
    }
    state.put(
        rig().toBuilder()
            .setName("projects/real/locations/europe-west4/persistentResources/d")
            .build());

    VertexPage<PersistentResource> first = state.listResources(PARENT, new PageRequest(2, ""));
    VertexPage<PersistentResource> last =
        state.listResources(PARENT, new PageRequest(2, first.nextPageToken()));

    assertEquals(
        List.of("a", "b"), first.items().stream().map(PersistentResource::getDisplayName).toList());
    assertEquals(
        List.of("c"), last.items().stream().map(PersistentResource::getDisplayName).toList());
    assertEquals(
        "projects/123456789012/locations/europe-west4/persistentResources/d",
        state
            .resource("projects/slipway-local/locations/europe-west4/persistentResources/d")
            .getName());
  }

  private void create(int jobs) {
    for (int i = 1; i <= jobs; i++) {
      state.createJob(PARENT, job("job-" + i, workerPool(CPU, 1)));
    }
  }

  private static List<String> names(VertexPage<CustomJob> page) {
    return page.items().stream().map(CustomJob::getDisplayName).toList();
  }
}
