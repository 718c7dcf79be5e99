package dev.slipway.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.port.Time;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.dispatch.view.SubmissionDetails;
import dev.slipway.storage.BucketOutcomes;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.BucketStatuses;
import dev.slipway.storage.MemoryObjectStore;
import dev.slipway.storage.ReadOnlyStore;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** However many look, little is read. */
final class BucketViewsTest {

  private final List<String> calls = new ArrayList<>();
  private final StandingTime time = new StandingTime();
  private final ReadOnlyStore bucket =
      new ReadOnlyStore(new MemoryObjectStore("state", time::now, new Random(1)));
  private Optional<RetryLater> fault = Optional.empty();
  private final BucketViews views =
      new BucketViews(overviews(), dossiers(), "specs", time, Runnable::run);

  @Test
  void anOverviewIsGoodForSomeSeconds() {
    Overview first = views.overview();
    time.pass(BucketViews.FRESH.minusMillis(1));
    Overview second = views.overview();
    time.pass(Duration.ofMillis(1));
    Overview third = views.overview();

    assertEquals(first, second);
    assertEquals(List.of("resources", "alive", "resources", "alive"), calls);
    assertEquals(time.now(), third.at());
  }

  @Test
  void aFailureIsGoodForSomeSecondsToo() {
    fault = Optional.of(new RetryLater("not now", new IllegalStateException()));

    assertThrows(RetryLater.class, views::overview);
    fault = Optional.empty();
    assertThrows(RetryLater.class, views::overview);
    assertEquals(List.of("resources"), calls);

    time.pass(BucketViews.FRESH);
    assertEquals(0, views.overview().resources().size());
  }

  @Test
  void aStatusIsReadOnceForEachGeneration() {
    StatusIndex.ListedStatus entry = entry("1");

    Map<String, Status> told = views.told(List.of(entry));
    assertEquals(told, views.told(List.of(entry)));
    assertEquals(List.of("read 1"), calls);

    assertEquals(List.of(entry.name()), List.copyOf(views.told(List.of(entry("2"))).keySet()));
    assertEquals(List.of("read 1", "read 2"), calls);
  }

  @Test
  void whoeverDoesNotAnswerIsHeard() {
    fault = Optional.of(new RetryLater("not now", new IllegalStateException()));

    RetryLater heard = assertThrows(RetryLater.class, () -> views.told(List.of(entry("1"))));

    assertEquals("not now", heard.getMessage());
  }

  @Test
  void nothingIsLookedForInOtherBuckets() {
    assertEquals(Optional.empty(), views.byObject("others", "a.json"));
    assertEquals(Optional.empty(), views.byObject("", "a.json"));
    assertEquals(Optional.empty(), views.byId("nobody"));
  }

  private static StatusIndex.ListedStatus entry(String generation) {
    return new StatusIndex.ListedStatus(
        "specs",
        "a.json",
        "a1",
        Optional.of(State.FAILED),
        Instant.EPOCH,
        "status/specs/a.json",
        generation);
  }

  private Overview.OverviewSources overviews() {
    return new Overview.OverviewSources(
        () -> {
          calls.add("resources");
          fault.ifPresent(
              why -> {
                throw why;
              });
          return List.of();
        },
        jobs(),
        () -> new Queue.Listing(List.of(), List.of()),
        Optional::empty,
        new ScriptedIndex(),
        Duration.ZERO);
  }

  /** Only to be listed. */
  private Jobs jobs() {
    return (Jobs)
        Proxy.newProxyInstance(
            Jobs.class.getClassLoader(),
            new Class<?>[] {Jobs.class},
            (self, method, arguments) -> {
              calls.add(method.getName());
              return List.of();
            });
  }

  private SubmissionDetails.DetailSources dossiers() {
    return new SubmissionDetails.DetailSources(
        new BucketQueue(bucket, () -> "t"),
        new BucketOutcomes(bucket, () -> "t"),
        new BucketStatuses(bucket, () -> "t"));
  }

  private final class ScriptedIndex implements StatusIndex {
    @Override
    public ListedStatuses list(int most) {
      return new ListedStatuses(List.of(), false);
    }

    @Override
    public Optional<Status> read(ListedStatus entry) {
      calls.add("read " + entry.generation());
      fault.ifPresent(
          why -> {
            throw why;
          });
      return Optional.of(
          Status.builder(
                  new Submission("specs", "a.json", entry.generation()),
                  State.FAILED,
                  Instant.EPOCH)
              .build());
    }
  }

  /** Passes when told to. */
  private static final class StandingTime implements Time {
    private Duration elapsed = Duration.ZERO;

    void pass(Duration more) {
      elapsed = elapsed.plus(more);
    }

    @Override
    public Instant now() {
      return Instant.parse("2026-11-21T12:00:00Z").plus(elapsed);
    }

    @Override
    public Duration elapsed() {
      return elapsed;
    }

    @Override
    public void pause(Duration length) {
      pass(length);
    }
  }
}
