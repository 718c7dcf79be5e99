package dev.slipway.simulation;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import dev.slipway.pool.Demand;
import dev.slipway.pool.Shape;
import java.time.Instant;
import java.util.Optional;

/** One job in Vertex AI's state, and what the rules must know of it. */
final class VertexJob {

  private Job job;
  private Job stale;
  private long staleUntil;
  private final long created;
  private final long listedFrom;
  private final Optional<SimulatedProcess> creator;
  private final boolean isLate;
  private final long claimedBy;
  private boolean isElsewhere;
  private boolean isDeleted;
  private boolean isCancelAsked;
  private int strikes;
  private long lastStrike;

  /**
   * @param listedFrom when lists begin to show it
   * @param creator the process that created it; empty for somebody else's job
   * @param isLate whether the creator froze within the call for longer than it may take
   * @param markedBy when the look began by which its launch was claimed
   */
  VertexJob(
      Job job,
      long created,
      long listedFrom,
      Optional<SimulatedProcess> creator,
      boolean isLate,
      long markedBy) {
    this.job = job;
    this.stale = job;
    this.created = created;
    this.listedFrom = listedFrom;
    this.creator = creator;
    this.isLate = isLate;
    this.claimedBy = markedBy;
  }

  /** As it is. */
  Job job() {
    return job;
  }

  /** As lists show it; empty when they do not. */
  Optional<Job> listed(long now) {
    if (isDeleted || now < listedFrom) {
      return Optional.empty();
    }
    return Optional.of(now < staleUntil ? stale : job);
  }

  /** It changes, which lists show only later. */
  void become(State state, Instant now, String error, long shownFrom) {
    stale = job;
    staleUntil = shownFrom;
    Optional<Instant> started = state == State.RUNNING ? Optional.of(now) : job.started();
    job =
        new Job(
            job.name(),
            Optional.of(state),
            job.persistentResource(),
            job.demands(),
            job.created(),
            started,
            job.submission(),
            job.attempt(),
            error);
  }

  /** Vertex AI has put it into resource pools: those that we had in mind, or others. */
  void placed(boolean isAsWanted) {
    isElsewhere = !isAsWanted;
  }

  /** Whether it is in other resource pools than we had in mind. */
  boolean isElsewhere() {
    return isElsewhere;
  }

  void delete() {
    isDeleted = true;
  }

  void askToCancel() {
    isCancelAsked = true;
  }

  /**
   * A tick saw it as surplus and did nothing. One that began before the last such tick was over
   * does not count: it could not know what that one wrote.
   *
   * @return how many count
   */
  int strike(long began, long ended) {
    if (began >= lastStrike) {
      strikes++;
      lastStrike = ended;
    }
    return strikes;
  }

  /** How many replicas of a shape it needs. */
  long replicas(Shape shape) {
    return job.demands().stream()
        .filter(demand -> demand.shape().equals(shape))
        .mapToLong(Demand::replicas)
        .sum();
  }

  /** Whether it needs replicas of a shape of a persistent resource. */
  boolean isOn(VertexResource resource, Shape shape) {
    return job.persistentResource().equals(resource.id()) && replicas(shape) > 0;
  }

  long created() {
    return created;
  }

  long claimedBy() {
    return claimedBy;
  }

  Optional<SimulatedProcess> creator() {
    return creator;
  }

  boolean isOurs() {
    return creator.isPresent();
  }

  boolean isLate() {
    return isLate;
  }

  boolean isAlive() {
    return !isDeleted && !job.isOver();
  }

  boolean isDeleted() {
    return isDeleted;
  }

  boolean isCancelAsked() {
    return isCancelAsked;
  }

  String name() {
    return job.name();
  }
}
