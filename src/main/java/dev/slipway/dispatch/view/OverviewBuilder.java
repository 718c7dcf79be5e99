package dev.slipway.dispatch.view;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.snapshot.Ban;
import dev.slipway.dispatch.snapshot.IsolatedPlanning;
import dev.slipway.dispatch.snapshot.JobIndex;
import dev.slipway.plan.Decision;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Planner.Foresight;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.PoolUsage;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** Makes an {@link Overview} of listings. Pure. */
final class OverviewBuilder {

  private final ResourceSnapshot.Listed listed;
  private final List<SubmissionRecord> records;
  private final Map<String, SubmissionRecord> byId = new HashMap<>();

  private final OverviewPolicy policy;

  private OverviewBuilder(ResourceSnapshot.Listed listed, OverviewPolicy policy) {
    this.listed = listed;
    this.policy = policy;
    this.records = listed.queue().records().stream().map(Versioned::value).toList();
    records.forEach(entry -> byId.put(entry.id(), entry));
  }

  static Overview of(
      List<PersistentResource> resources,
      ResourceSnapshot.Listed listed,
      StatusIndex.ListedStatuses statuses,
      OverviewPolicy policy,
      List<Problem> notices) {
    OverviewBuilder glance = new OverviewBuilder(listed, policy);
    return new Overview(
        listed.at(),
        listed.pause().map(Control.Pause::problem),
        notices,
        glance.resources(resources),
        listed.queue().unreadable().stream().sorted().toList(),
        statuses.entries().stream()
            .filter(entry -> entry.state().map(State::isOver).orElse(true))
            .sorted(Comparator.comparing(StatusIndex.ListedStatus::updated).reversed())
            .toList(),
        statuses.isCut());
  }

  private List<Overview.ResourceOverview> resources(List<PersistentResource> resources) {
    Map<String, Optional<PersistentResource>> byId = new TreeMap<>();
    records.forEach(entry -> byId.put(entry.request().resource(), Optional.empty()));
    resources.forEach(resource -> byId.put(resource.id(), Optional.of(resource)));
    Map<String, List<Overview.ActiveItem>> active = active();
    List<Overview.ResourceOverview> views = new ArrayList<>();
    byId.forEach(
        (id, found) ->
            views.add(
                found
                    .map(resource -> found(resource, active.getOrDefault(id, List.of())))
                    .orElseGet(() -> missing(id, active.getOrDefault(id, List.of())))));
    return views;
  }

  private Overview.ResourceOverview found(
      PersistentResource resource, List<Overview.ActiveItem> active) {
    ResourceSnapshot sight = listed.sight(resource);
    Foresight foresight = foresee(sight);
    List<Overview.Pool> pools =
        resource.pools().stream()
            .map(
                pool ->
                    new Overview.Pool(
                        pool,
                        sight.taken().getOrDefault(pool.id(), PoolUsage.NOTHING),
                        foresight.reserved().getOrDefault(pool.id(), 0L),
                        sight.holders().stream()
                            .filter(holder -> holder.counted().pool().equals(pool.id()))
                            .toList()))
            .toList();
    return new Overview.ResourceOverview(
        resource.id(),
        Optional.of(resource),
        pools,
        queue(resource.id(), foresight.decisions()),
        active);
  }

  private Overview.ResourceOverview missing(String id, List<Overview.ActiveItem> active) {
    Problem problem = Problem.of(ProblemCode.RESOURCE_NOT_FOUND, "", "resource", id);
    Map<String, Decision> decisions = new LinkedHashMap<>();
    for (Versioned<SubmissionRecord> stored : listed.waiting(id)) {
      decisions.put(stored.value().id(), new Decision.Wait(List.of(), List.of(problem)));
    }
    return new Overview.ResourceOverview(
        id, Optional.empty(), List.of(), queue(id, decisions), active);
  }

  /** Whoever strikes a bug is left out, as in a pass. */
  private Foresight foresee(ResourceSnapshot sight) {
    AtomicReference<Map<String, Long>> reserved = new AtomicReference<>(Map.of());
    Map<String, Decision> decisions =
        new LinkedHashMap<>(
            policy
                .on(sight.resource())
                .around(
                    sight.queue(),
                    this::entry,
                    allowed ->
                        IsolatedPlanning.plan(
                            allowed,
                            some -> {
                              Foresight foresight = Planner.foresee(sight.situation(), some);
                              reserved.set(foresight.reserved());
                              return foresight.decisions();
                            },
                            (one, bug) -> {
                              // The pass logs it, and sets it aside in the end.
                            })));
    policy
        .forbidden()
        .ifPresent(why -> decisions.replaceAll((id, each) -> Ban.forbidden(each, why)));
    return new Foresight(decisions, Objects.requireNonNull(reserved.get()));
  }

  private Optional<SubmissionRecord> entry(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  private List<Overview.QueuedItem> queue(String resource, Map<String, Decision> decisions) {
    Map<String, SubmissionRecord> waiting = new LinkedHashMap<>();
    listed.waiting(resource).forEach(stored -> waiting.put(stored.value().id(), stored.value()));
    List<Overview.QueuedItem> queue = new ArrayList<>();
    int position = 0;
    for (Map.Entry<String, Decision> decided : decisions.entrySet()) {
      Decision decision = decided.getValue();
      position += decision instanceof Decision.Wait ? 1 : 0;
      SubmissionRecord entry = Objects.requireNonNull(waiting.remove(decided.getKey()));
      queue.add(waits(entry, decision, position));
    }
    waiting.values().forEach(entry -> queue.add(aside(entry)));
    records.stream()
        .filter(entry -> entry.request().resource().equals(resource))
        .filter(SubmissionRecord::isWaiting)
        .filter(entry -> entry.lifecycle().isSetAside() || entry.lifecycle().wish() != Wish.NONE)
        .sorted(Comparator.comparing((SubmissionRecord entry) -> entry.request().arrival()))
        .forEach(entry -> queue.add(aside(entry)));
    return queue;
  }

  private static Overview.QueuedItem waits(
      SubmissionRecord entry, Decision decision, int position) {
    return decision.match(
        launch ->
            new Overview.QueuedItem(
                entry, StatusFactory.waiting(entry, 0, List.of(), List.of()), true),
        wait ->
            new Overview.QueuedItem(
                entry,
                StatusFactory.waiting(entry, position, wait.reasons(), wait.warnings()),
                false),
        reject ->
            new Overview.QueuedItem(
                entry, StatusFactory.waiting(entry, 0, List.of(), reject.problems()), false));
  }

  /** Left out of the queue: set aside, or nobody wants more of it. */
  private static Overview.QueuedItem aside(SubmissionRecord entry) {
    List<Problem> warnings =
        entry.lifecycle().wish() == Wish.NONE
            ? setAside(entry)
            : List.of(entry.lifecycle().wish().whyWithdrawn());
    return new Overview.QueuedItem(
        entry, StatusFactory.waiting(entry, 0, List.of(), warnings), false);
  }

  private static List<Problem> setAside(SubmissionRecord entry) {
    return List.of(
        Problem.of(
            ProblemCode.RECORD_SET_ASIDE, "", "times", Math.max(1, entry.lifecycle().failures())));
  }

  /** What is past waiting and not over, by the ID of its resource. */
  private Map<String, List<Overview.ActiveItem>> active() {
    JobIndex index = new JobIndex(listed.jobs());
    Map<String, List<Overview.ActiveItem>> active = new HashMap<>();
    Set<String> ours = new HashSet<>();
    for (SubmissionRecord entry : records) {
      Optional<Job> job = index.of(entry);
      if (entry.lifecycle().mayHold()) {
        job.map(Job::name).ifPresent(ours::add);
        add(active, entry.request().resource(), active(entry, job));
      }
    }
    for (Job job : listed.jobs()) {
      if (!job.persistentResource().isEmpty() && !ours.contains(job.name())) {
        add(active, job.persistentResource(), active(job, Optional.empty(), List.of()));
      }
    }
    active
        .values()
        .forEach(
            each ->
                each.sort(
                    Comparator.comparing(Overview.ActiveItem::since)
                        .thenComparing(Overview.ActiveItem::job)));
    return active;
  }

  private static void add(
      Map<String, List<Overview.ActiveItem>> active, String resource, Overview.ActiveItem one) {
    active.computeIfAbsent(resource, id -> new ArrayList<>()).add(one);
  }

  private static Overview.ActiveItem active(SubmissionRecord entry, Optional<Job> job) {
    Status told =
        StatusFactory.active(
            entry, List.of(), entry.lifecycle().isSetAside() ? setAside(entry) : List.of());
    return job.filter(each -> each.shownState() != told.state())
        .map(each -> active(each, Optional.of(entry), told.warnings()))
        .orElseGet(
            () ->
                new Overview.ActiveItem(
                    job.map(Job::name).orElse(told.job()),
                    told.state(),
                    told.since(),
                    Optional.of(entry),
                    told.warnings()));
  }

  private static Overview.ActiveItem active(
      Job job, Optional<SubmissionRecord> entry, List<Problem> warnings) {
    Instant since = job.started().filter(start -> job.is(State.RUNNING)).orElse(job.created());
    return new Overview.ActiveItem(job.name(), job.shownState(), since, entry, warnings);
  }
}
