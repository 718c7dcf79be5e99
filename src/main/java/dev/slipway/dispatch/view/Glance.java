package dev.slipway.dispatch.view;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.JobState;
import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.StatusOf;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.snapshot.Ban;
import dev.slipway.dispatch.snapshot.Isolation;
import dev.slipway.dispatch.snapshot.JobIndex;
import dev.slipway.plan.Decision;
import dev.slipway.plan.Planner;
import dev.slipway.plan.Planner.Foresight;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.Taken;
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
final class Glance {

  private final Sight.Listed listed;
  private final List<QueueRecord> records;
  private final Map<String, QueueRecord> byId = new HashMap<>();

  private final OverviewPolicy policy;

  private Glance(Sight.Listed listed, OverviewPolicy policy) {
    this.listed = listed;
    this.policy = policy;
    this.records = listed.queue().records().stream().map(Kept::value).toList();
    records.forEach(entry -> byId.put(entry.id(), entry));
  }

  static Overview of(
      List<PersistentResource> resources,
      Sight.Listed listed,
      StatusIndex.Listing statuses,
      OverviewPolicy policy,
      List<Problem> notices) {
    Glance glance = new Glance(listed, policy);
    return new Overview(
        listed.at(),
        listed.pause().map(Control.Pause::problem),
        notices,
        glance.resources(resources),
        listed.queue().unreadable().stream().sorted().toList(),
        statuses.entries().stream()
            .filter(entry -> entry.state().map(State::isOver).orElse(true))
            .sorted(Comparator.comparing(StatusIndex.Entry::updated).reversed())
            .toList(),
        statuses.isCut());
  }

  private List<Overview.OfResource> resources(List<PersistentResource> resources) {
    Map<String, Optional<PersistentResource>> byId = new TreeMap<>();
    records.forEach(entry -> byId.put(entry.ask().resource(), Optional.empty()));
    resources.forEach(resource -> byId.put(resource.id(), Optional.of(resource)));
    Map<String, List<Overview.Active>> active = active();
    List<Overview.OfResource> views = new ArrayList<>();
    byId.forEach(
        (id, found) ->
            views.add(
                found
                    .map(resource -> found(resource, active.getOrDefault(id, List.of())))
                    .orElseGet(() -> missing(id, active.getOrDefault(id, List.of())))));
    return views;
  }

  private Overview.OfResource found(PersistentResource resource, List<Overview.Active> active) {
    Sight sight = listed.sight(resource);
    Foresight foresight = foresee(sight);
    List<Overview.Pool> pools =
        resource.pools().stream()
            .map(
                pool ->
                    new Overview.Pool(
                        pool,
                        sight.taken().getOrDefault(pool.id(), Taken.NOTHING),
                        foresight.reserved().getOrDefault(pool.id(), 0L),
                        sight.holders().stream()
                            .filter(holder -> holder.counted().pool().equals(pool.id()))
                            .toList()))
            .toList();
    return new Overview.OfResource(
        resource.id(),
        Optional.of(resource),
        pools,
        queue(resource.id(), foresight.decisions()),
        active);
  }

  private Overview.OfResource missing(String id, List<Overview.Active> active) {
    Problem problem = Problem.of(ProblemCode.RESOURCE_NOT_FOUND, "", "resource", id);
    Map<String, Decision> decisions = new LinkedHashMap<>();
    for (Kept<QueueRecord> kept : listed.waiting(id)) {
      decisions.put(kept.value().id(), new Decision.Wait(List.of(), List.of(problem)));
    }
    return new Overview.OfResource(id, Optional.empty(), List.of(), queue(id, decisions), active);
  }

  /** Whoever strikes a bug is left out, as in a pass. */
  private Foresight foresee(Sight sight) {
    AtomicReference<Map<String, Long>> reserved = new AtomicReference<>(Map.of());
    Map<String, Decision> decisions =
        new LinkedHashMap<>(
            policy
                .on(sight.resource())
                .around(
                    sight.queue(),
                    this::entry,
                    allowed ->
                        Isolation.plan(
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

  private Optional<QueueRecord> entry(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  private List<Overview.Waits> queue(String resource, Map<String, Decision> decisions) {
    Map<String, QueueRecord> waiting = new LinkedHashMap<>();
    listed.waiting(resource).forEach(kept -> waiting.put(kept.value().id(), kept.value()));
    List<Overview.Waits> queue = new ArrayList<>();
    int position = 0;
    for (Map.Entry<String, Decision> decided : decisions.entrySet()) {
      Decision decision = decided.getValue();
      position += decision instanceof Decision.Wait ? 1 : 0;
      QueueRecord entry = Objects.requireNonNull(waiting.remove(decided.getKey()));
      queue.add(waits(entry, decision, position));
    }
    waiting.values().forEach(entry -> queue.add(aside(entry)));
    records.stream()
        .filter(entry -> entry.ask().resource().equals(resource))
        .filter(entry -> entry.progress().state() == State.WAITING)
        .filter(entry -> entry.progress().isSetAside() || entry.progress().wish() != Wish.NONE)
        .sorted(Comparator.comparing((QueueRecord entry) -> entry.ask().arrival()))
        .forEach(entry -> queue.add(aside(entry)));
    return queue;
  }

  private static Overview.Waits waits(QueueRecord entry, Decision decision, int position) {
    return decision.match(
        launch -> new Overview.Waits(entry, StatusOf.waiting(entry, 0, List.of(), List.of()), true),
        wait ->
            new Overview.Waits(
                entry, StatusOf.waiting(entry, position, wait.reasons(), wait.warnings()), false),
        reject ->
            new Overview.Waits(
                entry, StatusOf.waiting(entry, 0, List.of(), reject.problems()), false));
  }

  /** Left out of the queue: set aside, or nobody wants more of it. */
  private static Overview.Waits aside(QueueRecord entry) {
    List<Problem> warnings =
        entry.progress().wish() == Wish.NONE
            ? setAside(entry)
            : List.of(entry.progress().wish().whyWithdrawn());
    return new Overview.Waits(entry, StatusOf.waiting(entry, 0, List.of(), warnings), false);
  }

  private static List<Problem> setAside(QueueRecord entry) {
    return List.of(
        Problem.of(
            ProblemCode.RECORD_SET_ASIDE, "", "times", Math.max(1, entry.progress().failures())));
  }

  /** What is past waiting and not over, by the ID of its resource. */
  private Map<String, List<Overview.Active>> active() {
    JobIndex index = new JobIndex(listed.jobs());
    Map<String, List<Overview.Active>> active = new HashMap<>();
    Set<String> ours = new HashSet<>();
    for (QueueRecord entry : records) {
      Optional<Job> job = index.of(entry);
      if (entry.progress().mayHold()) {
        job.map(Job::name).ifPresent(ours::add);
        add(active, entry.ask().resource(), active(entry, job));
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
                    Comparator.comparing(Overview.Active::since)
                        .thenComparing(Overview.Active::job)));
    return active;
  }

  private static void add(
      Map<String, List<Overview.Active>> active, String resource, Overview.Active one) {
    active.computeIfAbsent(resource, id -> new ArrayList<>()).add(one);
  }

  private static Overview.Active active(QueueRecord entry, Optional<Job> job) {
    Status told =
        StatusOf.active(
            entry, List.of(), entry.progress().isSetAside() ? setAside(entry) : List.of());
    return job.filter(each -> State.of(each.state()) != told.state())
        .map(each -> active(each, Optional.of(entry), told.warnings()))
        .orElseGet(
            () ->
                new Overview.Active(
                    job.map(Job::name).orElse(told.job()),
                    told.state(),
                    told.since(),
                    Optional.of(entry),
                    told.warnings()));
  }

  private static Overview.Active active(
      Job job, Optional<QueueRecord> entry, List<Problem> warnings) {
    Instant since =
        job.started().filter(start -> job.state() == JobState.RUNNING).orElse(job.created());
    return new Overview.Active(job.name(), State.of(job.state()), since, entry, warnings);
  }
}
