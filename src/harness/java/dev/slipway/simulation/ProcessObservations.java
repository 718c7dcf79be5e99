package dev.slipway.simulation;

import dev.slipway.dispatch.model.Job;
import dev.slipway.pool.PersistentResource;
import dev.slipway.simulation.ObservedState.RequestTime;
import dev.slipway.simulation.time.SeededRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a process has been told since it began to handle its event, and what befell it. Rules on its
 * decisions go by this: a process cannot act on what no answer said. Times are microseconds, -1 for
 * never.
 */
final class ProcessObservations {

  /**
   * A record that it claimed.
   *
   * @param attempt of which launch
   * @param snapshot what it was claimed by
   * @param at when
   */
  record ObservedClaim(String attempt, ObservedState snapshot, long at) {}

  /** What it was told of a persistent resource, and when it asked. */
  private record ObservedPools(RequestTime asked, PersistentResource resource) {}

  private final long began;
  private long ended = -1;
  private boolean isDisturbed;
  private boolean isCutOff;
  private long stoodAt = -1;
  private long stood;
  private boolean hasLeft;
  private long askedAt = -1;
  private long launchBegan = -1;
  private final Map<String, ObservedPools> pools = new HashMap<>();
  private RequestTime jobsAsked = new RequestTime(-1, Instant.EPOCH);
  private List<Job> jobs = List.of();
  private Optional<RequestTime> concurrentReadsBegan = Optional.empty();
  private final Set<String> everListed = new HashSet<>();
  private long queueListedAt = -1;
  private final Map<String, ObservedClaim> claims = new LinkedHashMap<>();
  private final Set<String> attempts = new HashSet<>();
  private Optional<ObservedClaim> launching = Optional.empty();
  private boolean isBetweenClaimAndCreate;
  private boolean isBetweenCreateAndRecord;
  private long leaseReadAt = -1;
  private Optional<ProcessObservations> leaseHolder = Optional.empty();

  ProcessObservations(long now) {
    began = now;
  }

  /** Something went wrong that was no fault of its own. */
  void disturb() {
    isDisturbed = true;
  }

  /** It stood still for so long, which neither of its clocks shows. */
  void stood(long now, long micros) {
    stoodAt = now;
    stood += micros;
  }

  /** For how long it stood still since it began, as no clock of it shows. */
  long stood() {
    return stood;
  }

  /** Whether it stood still since it was told of the queue: nothing it could ask says so. */
  boolean isOutOfTime() {
    return stoodAt >= queueListedAt && stood > 0;
  }

  /** It has handled its event. */
  void end(long now) {
    ended = now;
  }

  /**
   * It makes several calls at the same time.
   *
   * @param asked when it began the first: what it decides by its clock, it decides by this
   */
  void beginConcurrentReads(RequestTime asked) {
    concurrentReadsBegan = Optional.of(asked);
  }

  void endConcurrentReads() {
    concurrentReadsBegan = Optional.empty();
  }

  /** It asks now, or asked with the first of the calls that it makes at the same time. */
  RequestTime asks(long now, Instant itsClock) {
    return concurrentReadsBegan.orElseGet(() -> new RequestTime(now, itsClock));
  }

  void told(String id, RequestTime asked, Optional<PersistentResource> resource) {
    resource.ifPresent(it -> pools.put(id, new ObservedPools(asked, it)));
    noteListed();
  }

  void told(RequestTime asked, List<Job> alive) {
    jobsAsked = asked;
    jobs = List.copyOf(alive);
    noteListed();
  }

  private void noteListed() {
    jobs.stream()
        .filter(job -> pools.containsKey(job.persistentResource()))
        .forEach(job -> everListed.add(job.name()));
  }

  void listedQueue(long now) {
    queueListedAt = now;
  }

  /**
   * What it knows of a persistent resource by now: whatever it does, it does after it has asked for
   * all of that. Empty when it was never told.
   */
  Optional<ObservedState> observed(String resource) {
    return jobsAsked.at() < 0
        ? Optional.empty()
        : Optional.ofNullable(pools.get(resource))
            .map(it -> new ObservedState(it.asked().or(jobsAsked), it.resource(), jobs));
  }

  void claimed(String id, ObservedClaim claim) {
    claims.put(id, claim);
    attempts.add(claim.attempt());
    isBetweenClaimAndCreate = true;
  }

  /** Whether a launch is its own. */
  boolean hasClaimed(String attempt) {
    return attempts.contains(attempt);
  }

  /** It asks for a job. */
  void creates(String id, long now) {
    launching = Optional.ofNullable(claims.remove(id));
    launchBegan = launching.map(claim -> launchBegins(claim.snapshot())).orElse(askedAt);
    askedAt = now;
  }

  /** The claim for which it asked for a job last; empty when it had none. */
  Optional<ObservedClaim> launching() {
    return launching;
  }

  void created() {
    isBetweenClaimAndCreate = false;
    isBetweenCreateAndRecord = true;
  }

  void named() {
    isBetweenCreateAndRecord = false;
  }

  /** The launch of each record that it claimed without asking for a job since. */
  Map<String, ObservedClaim> claims() {
    return claims;
  }

  /** It read the lease, and who held it. */
  void readLease(long now, Optional<ProcessObservations> holder) {
    leaseReadAt = now;
    leaseHolder = holder;
  }

  long began() {
    return began;
  }

  long ended() {
    return ended;
  }

  boolean isDisturbed() {
    return isDisturbed;
  }

  /** Whether it could do all it had to: nothing went wrong, and time sufficed. */
  boolean wasUndisturbed() {
    return hadTime() && !isDisturbed && !isCutOff;
  }

  /** Whether time sufficed for all it had to do. */
  boolean hadTime() {
    return ended >= 0 && ended - began < 40 * SeededRandom.SECOND;
  }

  /** Whether it had no need to leave passes to others. */
  boolean hadTimeForPasses() {
    return ended >= 0 && ended - began < 30 * SeededRandom.SECOND;
  }

  /** Vertex AI answers nobody. */
  void cutOffFromVertex() {
    isCutOff = true;
  }

  /** It left somewhere what was to do to somebody else. */
  void leave() {
    hasLeft = true;
  }

  boolean hasLeft() {
    return hasLeft;
  }

  /**
   * What a launch that has not asked for its job rests on cannot be older: it begins after the look
   * and, as launches go one after another, after the last one asked.
   */
  long launchBegins(ObservedState snapshot) {
    return Math.max(snapshot.at(), askedAt);
  }

  /** The same for the launch that asked for its job last. */
  long launchBegan() {
    return launchBegan;
  }

  /** Whether any of its looks at the job's own resource has that job. */
  boolean hasListed(String job) {
    return everListed.contains(job);
  }

  long queueListedAt() {
    return queueListedAt;
  }

  boolean isBetweenClaimAndCreate() {
    return isBetweenClaimAndCreate;
  }

  boolean isBetweenCreateAndRecord() {
    return isBetweenCreateAndRecord;
  }

  long leaseReadAt() {
    return leaseReadAt;
  }

  /** Who held the lease when it was read, if anybody. */
  Optional<ProcessObservations> leaseHolder() {
    return leaseHolder;
  }
}
