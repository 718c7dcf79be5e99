package dev.slipway.dispatch.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.dispatch.Instance;
import dev.slipway.dispatch.SpecTexts;
import dev.slipway.dispatch.World;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Calls;
import dev.slipway.dispatch.port.FakeResources;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.dispatch.port.WatchedJobs;
import dev.slipway.dispatch.port.WatchedStore;
import dev.slipway.policy.Policy;
import dev.slipway.pool.PoolUsage;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.storage.BucketControl;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.BucketStatusIndex;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Who looks sees what the next pass would see, and changes nothing. */
final class OverviewTest {

  private final World world = new World();
  private final Instance slipway = world.start();
  private final Calls calls = new Calls();
  private Policies.Current policy = Policies.Current.of(Policy.ALLOW_ALL);

  @Test
  void thePoolIsSharedOutBetweenThoseWhoHoldAndThoseWhoWait() {
    Job theirs = world.occupy(1);
    Submission ours = upload("ours", 2, 0);
    upload("waits", 3, 0);

    Overview.ResourceOverview training = look().resources().get(0);
    Overview.Pool pool = training.pools().get(0);

    assertEquals(new PoolUsage(1, 2), pool.taken());
    assertEquals(List.of(1L, 0L, 0L), List.of(pool.reserved(), pool.free(), pool.headroom()));
    assertEquals(
        List.of("", "ours.json"),
        pool.holders().stream().map(ResourceSnapshot.Holder::spec).toList());
    assertEquals(
        List.of(theirs.name() + " RUNNING", world.progress(ours).job() + " PENDING"),
        training.active().stream().map(each -> each.job() + " " + each.state()).toList());
  }

  @Test
  void whoWaitsHasAPlaceAndTheReasonsThatAPassWouldTell() {
    world.occupy(4);
    Submission later = upload("later", 1, 0);
    Submission first = upload("first", 1, 5);
    slipway.tick();

    List<Overview.QueuedItem> queue = look().resources().get(0).queue();

    assertEquals(
        List.of(world.status(first), world.status(later)),
        queue.stream().map(Overview.QueuedItem::status).toList());
    assertEquals(
        List.of(1, 2),
        queue.stream().map(each -> each.status().waiting().orElseThrow().position()).toList());
  }

  @Test
  void whoIsLaunchedNextHasNoPlaceAnyMore() {
    Job theirs = world.occupy(4);
    upload("next", 3, 0);
    upload("then", 3, 0);
    world.jobs().delete(theirs.name());

    Overview.ResourceOverview training = look().resources().get(0);

    assertEquals(
        List.of("next.json true 0", "then.json false 1"),
        training.queue().stream()
            .map(
                each ->
                    "%s %s %d"
                        .formatted(
                            each.entry().submission().object(),
                            each.isNext(),
                            each.status().waiting().orElseThrow().position()))
            .toList());
    assertEquals(4, training.pools().get(0).reserved());
  }

  @Test
  void aResourceThatOnlyASpecNamesIsShown() {
    world.resources().put(FakeResources.resource("gone", ResourceState.RUNNING, 0));
    slipway.takeIn(world.upload("job.json", SpecTexts.on("gone", "job")));
    world.resources().delete("gone");

    Overview.ResourceOverview gone = look().resources().get(0);

    assertEquals("gone", gone.id());
    assertEquals(Optional.empty(), gone.resource());
    assertEquals(
        List.of(Problem.of(ProblemCode.RESOURCE_NOT_FOUND, "", "resource", "gone")),
        gone.queue().get(0).status().warnings());
  }

  @Test
  void whoIsSetAsideComesLastAndIsToldSo() {
    world.occupy(4);
    Submission struck = upload("struck", 1, 9);
    upload("waits", 1, 0);
    for (int i = 0; i < Lifecycle.SET_ASIDE_AFTER; i++) {
      world.change(struck, world.progress(struck).failedOnce());
    }

    List<Overview.QueuedItem> queue = look().resources().get(0).queue();

    assertEquals(
        List.of("waits.json", "struck.json"),
        queue.stream().map(each -> each.entry().submission().object()).toList());
    assertEquals(
        List.of(Problem.of(ProblemCode.RECORD_SET_ASIDE, "", "times", 5)),
        queue.get(1).status().warnings());
  }

  @Test
  void whoIsNotWantedAnyMoreComesLastAndIsToldWhy() {
    world.occupy(4);
    Submission gone = upload("gone", 1, 9);
    upload("waits", 1, 0);
    world.change(gone, world.progress(gone).wished(Wish.NO_LAUNCH));

    List<Overview.QueuedItem> queue = look().resources().get(0).queue();

    assertEquals(
        List.of("waits.json", "gone.json"),
        queue.stream().map(each -> each.entry().submission().object()).toList());
    assertEquals(List.of(Wish.NO_LAUNCH.whyWithdrawn()), queue.get(1).status().warnings());
  }

  @Test
  void eachResourceShowsItsOwnQueueAndItsOwnReplicas() {
    world.resources().put(FakeResources.resource("other", ResourceState.RUNNING, 1));
    Submission ours = upload("ours", 2, 0);
    Submission struck = upload("struck", 4, 0);
    for (int i = 0; i < Lifecycle.SET_ASIDE_AFTER; i++) {
      world.change(struck, world.progress(struck).failedOnce());
    }
    Submission theirs = world.upload("theirs.json", SpecTexts.on("other", "theirs"));
    slipway.hear(theirs);
    slipway.hear(world.upload("waits.json", SpecTexts.on("other", "waits")));

    Overview overview = look();

    assertEquals(
        List.of(
            "other: active [theirs.json], queue [waits.json], holders [theirs.json]",
            "training: active [ours.json], queue [struck.json], holders [ours.json]"),
        overview.resources().stream().map(OverviewTest::shown).toList());
    assertEquals(
        List.of("waits.json", "struck.json"),
        overview.waiting().stream().map(each -> each.entry().submission().object()).toList());
    assertEquals(State.PENDING, world.status(ours).state());
  }

  private static String shown(Overview.ResourceOverview resource) {
    return "%s: active %s, queue %s, holders %s"
        .formatted(
            resource.id(),
            resource.active().stream()
                .map(each -> each.entry().orElseThrow().submission().object())
                .toList(),
            resource.queue().stream().map(each -> each.entry().submission().object()).toList(),
            resource.pools().get(0).holders().stream().map(ResourceSnapshot.Holder::spec).toList());
  }

  /** The next pass writes it down; who looks sees what Vertex AI says already. */
  @Test
  void aJobThatBeganToRunIsShownRunningSinceThen() {
    Submission ours = upload("ours", 2, 0);
    String job = world.progress(ours).job();
    assertEquals(List.of("PENDING 2026-11-01T12:00:01Z"), active());

    world.time().pass(Duration.ofMinutes(1));
    world.jobs().become(job, State.RUNNING);
    world.time().pass(Duration.ofMinutes(1));
    assertEquals(List.of("RUNNING 2026-11-01T12:01:01Z"), active());

    world.jobs().become(job, State.CANCELLING);
    assertEquals(List.of("CANCELLING 2026-11-01T12:00:01Z"), active());
    slipway.tick();
    world.time().pass(Duration.ofMinutes(1));
    assertEquals(List.of("CANCELLING 2026-11-01T12:02:01Z"), active(), "as its record says");
  }

  private List<String> active() {
    return look().resources().get(0).active().stream()
        .map(each -> each.state() + " " + each.since())
        .toList();
  }

  @Test
  void aLaunchWhoseJobIsSetAsideIsToldSo() {
    Submission ours = upload("ours", 2, 0);
    for (int i = 0; i < Lifecycle.SET_ASIDE_AFTER; i++) {
      world.change(ours, world.progress(ours).failedOnce());
    }

    assertEquals(
        List.of(Problem.of(ProblemCode.RECORD_SET_ASIDE, "", "times", 5)),
        look().resources().get(0).active().get(0).warnings());
  }

  @Test
  void withoutAUsablePolicyNobodyIsNext() {
    String why = "gs://settings/policy.json does not exist";
    slipway.takeIn(world.upload("waits.json", SpecTexts.spec("waits", 1)));
    assertEquals(true, look().resources().get(0).queue().get(0).isNext());

    policy = Policies.Current.unreadable(why);
    Overview.QueuedItem waits = look().resources().get(0).queue().get(0);

    assertEquals(false, waits.isNext());
    assertEquals(
        List.of(Problem.of(ProblemCode.POLICY_UNREADABLE, "", "why", why)),
        waits.status().warnings());
    assertEquals(1, waits.status().waiting().orElseThrow().position());
  }

  @Test
  void aRecordThatCannotBeReadIsNamed() {
    world.tamper("queue/of-tomorrow", Map.of("schemaVersion", "99"), "");

    assertEquals(List.of("of-tomorrow"), look().unreadable());
  }

  @Test
  void whatEndedIsToldTheLatestFirst() {
    Submission first = world.upload("no-spec.json", "{}");
    slipway.hear(first);
    world.time().pass(Duration.ofMinutes(1));
    Submission second = world.upload("no-spec-either.json", "[]");
    slipway.hear(second);
    Overview overview = look();

    assertEquals(
        List.of("no-spec-either.json REJECTED", "no-spec.json REJECTED"),
        overview.ended().stream()
            .map(each -> each.object() + " " + each.state().orElseThrow())
            .toList());
    assertEquals(
        List.of(Optional.of(world.status(second)), Optional.of(world.status(first))),
        overview.ended().stream().map(sources().statuses()::read).toList());
  }

  @Test
  void whatIsActiveIsNotAmongWhatEnded() {
    upload("active", 1, 0);

    assertEquals(List.of(), look().ended());
  }

  /** World's resource does not enforce the accounts of jobs. */
  @Test
  void whomThePolicyKeepsFromTheResourceIsToldSo() {
    slipway.takeIn(world.upload("ruled/job.json", SpecTexts.spec("job", 1)));
    policy =
        Policies.Current.of(
            Policy.parse("{\"teams\": {\"ruled\": {\"serviceAccounts\": []}}}".getBytes(UTF_8))
                .policy()
                .orElseThrow());

    Overview.QueuedItem item = look().resources().get(0).queue().get(0);

    assertEquals(false, item.isNext());
    assertEquals(
        List.of(
            Problem.of(ProblemCode.POLICY_RESOURCE_RUNS_AS_AGENT, "", "resource", World.RESOURCE)),
        item.status().warnings());
  }

  @Test
  void aPauseIsTold() {
    world.requests().pause("noon");

    assertEquals(ProblemCode.PAUSED, look().pause().orElseThrow().code());
  }

  @Test
  void autoscalingHeadroomIsWhatDoesNotStandYet() {
    ResourcePool pool =
        new ResourcePool("l4", Shape.of("g2-standard-12"), 2, OptionalLong.of(6), 1);

    Overview.Pool idle = new Overview.Pool(pool, new PoolUsage(1, 0), 0, List.of());
    Overview.Pool busy = new Overview.Pool(pool, new PoolUsage(2, 1), 1, List.of());
    Overview.Pool over = new Overview.Pool(pool, new PoolUsage(7, 1), 0, List.of());

    assertEquals(List.of(1L, 4L), List.of(idle.free(), idle.headroom()));
    assertEquals(List.of(0L, 2L), List.of(busy.free(), busy.headroom()));
    assertEquals(List.of(0L, 0L), List.of(over.free(), over.headroom()));
  }

  @Test
  void aLookCostsOneListingEachHoweverManyResourcesAndChangesNothing() {
    for (int i = 0; i < 5; i++) {
      world.resources().put(FakeResources.resource("pool-" + i, ResourceState.RUNNING, 1));
      upload("job-" + i, 4, 0);
    }

    look();

    assertEquals(
        List.of(
            "vertex list alive",
            "state list queue/",
            "state find control/pause",
            "state page status/"),
        calls.drain());
  }

  private Submission upload(String name, int replicas, int priority) {
    world.time().pass(Duration.ofSeconds(1));
    Submission submission =
        world.upload(name + ".json", SpecTexts.urgent(name, replicas, priority));
    slipway.hear(submission);
    return submission;
  }

  private Overview look() {
    Overview overview = Overview.take(sources(), world.time().now());
    for (String change : List.of("state write", "state delete", "vertex create", "vertex cancel")) {
      assertEquals(0, calls.count(change), change);
    }
    return overview;
  }

  private Overview.OverviewSources sources() {
    WatchedStore state = new WatchedStore(world.stateBucket(), calls, "state");
    return new Overview.OverviewSources(
        world.resources()::all,
        new WatchedJobs(world.jobs(), calls),
        new BucketQueue(state, world.tokens())::list,
        new BucketControl(state, world.tokens())::pause,
        new BucketStatusIndex(state),
        Duration.ZERO,
        new OverviewPolicy(() -> policy, World.SETTINGS),
        List.of());
  }
}
