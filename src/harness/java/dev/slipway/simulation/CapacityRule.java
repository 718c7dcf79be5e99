package dev.slipway.simulation;

import static dev.slipway.simulation.PackingOracle.replicas;

import dev.slipway.dispatch.model.Job;
import dev.slipway.pool.Demand;
import dev.slipway.pool.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * <b>Never over-committed by us.</b> When a job is created, all live jobs of ours in the book, this
 * one too, and the jobs of others that the snapshot showed by which it was claimed, need no more
 * replicas of a shape than the capacity that look showed, or than there is now: others may have
 * seen it grow since, and launched. Late jobs do not count: a process may have freed their replicas
 * before. Where several resource pools share a shape, only Vertex AI knows which one a job of
 * others takes, so those are left out there.
 *
 * <p>Where several share a shape, our jobs fit pool by pool, too: there is a way to put each worker
 * pool whole into one resource pool. That is all that can be said of single pools. Which one a job
 * runs on is Vertex AI's choice, and the product goes by what is used, not by where it wanted to
 * have the job. So jobs are excused that were placed before a pool of the shape was resized, and
 * those beside one that Vertex AI has put elsewhere.
 */
final class CapacityRule {

  private final SimulationContext context;

  CapacityRule(SimulationContext context) {
    this.context = context;
  }

  /**
   * A job was created.
   *
   * @param snapshot what it was claimed by
   */
  void created(VertexJob job, ObservedState snapshot) {
    VertexResource resource =
        context.vertex().resource(job.job().persistentResource()).orElseThrow();
    for (Shape shape : PackingOracle.shapes(job.job().demands())) {
      List<VertexJob> ours = ours(resource, shape);
      long needed = ours.stream().mapToLong(one -> one.replicas(shape)).sum();
      boolean isShared = PackingOracle.pools(snapshot.resource(), shape).size() > 1;
      long others = isShared ? 0 : foreign(snapshot, shape);
      long capacity =
          Math.max(
              PackingOracle.capacity(snapshot.resource(), shape),
              PackingOracle.capacity(resource.shown(), shape));
      context
          .trace()
          .require(
              needed + others <= capacity,
              "OVER-COMMITTED: with %s our jobs need %d and others %d of %d %s"
                  .formatted(
                      context.trace().job(job), needed, others, capacity, shape.machineType()));
      if (isShared) {
        fitsPoolByPool(job, snapshot, shape, resource.resized(shape), ours);
      }
    }
  }

  private List<VertexJob> ours(VertexResource resource, Shape shape) {
    List<VertexJob> ours = new ArrayList<>();
    for (VertexJob job : context.vertex().jobs()) {
      if (job.isOurs() && job.isAlive() && !job.isLate() && job.isOn(resource, shape)) {
        ours.add(job);
      }
    }
    return ours;
  }

  private void fitsPoolByPool(
      VertexJob job, ObservedState snapshot, Shape shape, long resized, List<VertexJob> ours) {
    boolean isExcused =
        snapshot.at() <= resized
            || ours.stream().anyMatch(one -> one.claimedBy() <= resized || one.isElsewhere());
    List<Demand> demands = ours.stream().flatMap(one -> one.job().demands().stream()).toList();
    if (!isExcused) {
      context.trace().covered(CoveragePoint.SHARED_POOLS);
      context
          .trace()
          .require(
              PackingOracle.fits(snapshot.resource(), shape, demands),
              "OVER-COMMITTED: with %s our jobs %s fit no single pools of %s"
                  .formatted(
                      context.trace().job(job),
                      demands.stream().map(Demand::replicas).toList(),
                      PackingOracle.pools(snapshot.resource(), shape)));
    }
  }

  /** Replicas of jobs of others that a look showed and that still run. */
  long foreign(ObservedState snapshot, Shape shape) {
    String resource = snapshot.resource().id();
    long replicas = 0;
    for (Job shown : snapshot.jobs()) {
      boolean isAlive = context.vertex().find(shown.name()).filter(VertexJob::isAlive).isPresent();
      boolean isForeign =
          shown.submission().isEmpty() && shown.persistentResource().equals(resource);
      replicas += isForeign && isAlive ? replicas(shown.demands(), shape) : 0;
    }
    return replicas;
  }
}
