package dev.slipway.simulation;

import dev.slipway.dispatch.Job;
import dev.slipway.pool.PersistentResource;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a process has been told since it began to handle its event, and what befell it. Rules on its
 * decisions go by this: nobody can act on what nobody told him. Times are microseconds, -1 for
 * never.
 */
final class Knowledge {

  private final long began;
  private long ended = -1;
  private boolean isDisturbed;
  private long lookedAt = -1;
  private long askedAt = -1;
  private long launchBegan = -1;
  private Instant lookedAtByItsClock = Instant.EPOCH;
  private Optional<PersistentResource> resource = Optional.empty();
  private List<Job> jobs = List.of();
  private boolean areJobsOfThisLook;
  private boolean isOnErrands;
  private long errandsBegan = -1;
  private Instant errandsBeganByItsClock = Instant.EPOCH;
  private final Set<String> everListed = new HashSet<>();
  private long queueListedAt = -1;
  private final Map<String, String> marks = new LinkedHashMap<>();
  private boolean isBetweenMarkAndCreate;
  private boolean isBetweenCreateAndRecord;
  private long leaseReadAt = -1;
  private Optional<Knowledge> leaseHolder = Optional.empty();

  Knowledge(long now) {
    began = now;
  }

  /** Something went wrong that was no fault of its own. */
  void disturb() {
    isDisturbed = true;
  }

  /** It has handled its event. */
  void end(long now) {
    ended = now;
  }

  /** It begins to make several calls at the same time. */
  void beginErrands(long now, Instant itsClock) {
    isOnErrands = true;
    areJobsOfThisLook = false;
    errandsBegan = now;
    errandsBeganByItsClock = itsClock;
  }

  void endErrands() {
    isOnErrands = false;
  }

  /** It begins a look, or began it with the first of the calls that it makes at the same time. */
  void look(long now, Instant itsClock) {
    lookedAt = isOnErrands ? errandsBegan : now;
    lookedAtByItsClock = isOnErrands ? errandsBeganByItsClock : itsClock;
    resource = Optional.empty();
    if (!isOnErrands || !areJobsOfThisLook) {
      jobs = List.of();
    }
  }

  void told(Optional<PersistentResource> pools) {
    resource = pools;
    if (areJobsOfThisLook) {
      noteListed();
    }
  }

  void told(List<Job> alive) {
    jobs = List.copyOf(alive);
    areJobsOfThisLook = isOnErrands;
    noteListed();
  }

  private void noteListed() {
    if (resource.isPresent()) {
      jobs.forEach(job -> everListed.add(job.name()));
    }
  }

  void listedQueue(long now) {
    queueListedAt = now;
  }

  void marked(String id, String attempt) {
    marks.put(id, attempt);
    isBetweenMarkAndCreate = true;
  }

  /** It asks for a job. */
  void creates(String id, long now) {
    marks.remove(id);
    launchBegan = launchBegins();
    askedAt = now;
  }

  void created() {
    isBetweenMarkAndCreate = false;
    isBetweenCreateAndRecord = true;
  }

  void named() {
    isBetweenCreateAndRecord = false;
  }

  /** The launch of each record that it marked without asking for a job since. */
  Map<String, String> marks() {
    return marks;
  }

  /** It read the lease, and who held it. */
  void readLease(long now, Optional<Knowledge> holder) {
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
  boolean wasAtEase() {
    return ended >= 0 && !isDisturbed && ended - began < 40 * Dice.SECOND;
  }

  long lookedAt() {
    return lookedAt;
  }

  Instant lookedAtByItsClock() {
    return lookedAtByItsClock;
  }

  /**
   * What a launch that has not asked for its job rests on cannot be older: it begins after the look
   * and, as launches go one after another, after the last one asked.
   */
  long launchBegins() {
    return Math.max(lookedAt, askedAt);
  }

  /** The same for the launch that asked for its job last. */
  long launchBegan() {
    return launchBegan;
  }

  /** The persistent resource as its latest look has it. */
  Optional<PersistentResource> resource() {
    return resource;
  }

  /** The live jobs as its latest look has them. */
  List<Job> jobs() {
    return jobs;
  }

  /** Whether any of its looks has that job. */
  boolean hasListed(String job) {
    return everListed.contains(job);
  }

  long queueListedAt() {
    return queueListedAt;
  }

  boolean isBetweenMarkAndCreate() {
    return isBetweenMarkAndCreate;
  }

  boolean isBetweenCreateAndRecord() {
    return isBetweenCreateAndRecord;
  }

  long leaseReadAt() {
    return leaseReadAt;
  }

  /** Who held the lease when it was read, if anybody. */
  Optional<Knowledge> leaseHolder() {
    return leaseHolder;
  }
}
