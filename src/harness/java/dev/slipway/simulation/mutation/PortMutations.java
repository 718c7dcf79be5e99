package dev.slipway.simulation.mutation;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.Leases;
import dev.slipway.dispatch.port.Outcomes;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.Resources;
import dev.slipway.dispatch.port.Time;
import dev.slipway.policy.Policy;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.Shape;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Mutations of the other ports. */
final class PortMutations {

  private PortMutations() {}

  /** A job that is over is not found by its labels. */
  static Mutation withLookUpOfLiveJobsOnly() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        Jobs jobs =
            new ForwardingJobs(ports.jobs()) {
              @Override
              public List<Job> ofAttempt(String submission, String attempt) {
                return super.ofAttempt(submission, attempt).stream()
                    .filter(job -> !job.isOver())
                    .toList();
              }
            };
        return with(ports, ports.queue(), ports.outcomes(), ports.leases(), jobs, ports.time());
      }
    };
  }

  /** Nothing has ever ended. */
  static Mutation withoutDone() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        Outcomes endings =
            new Outcomes() {
              @Override
              public boolean exists(String id) {
                return false;
              }

              @Override
              public Optional<Outcome> find(String id) {
                return ports.outcomes().find(id);
              }

              @Override
              public void create(String id, Outcome outcome) {
                ports.outcomes().create(id, outcome);
              }
            };
        return with(ports, ports.queue(), endings, ports.leases(), ports.jobs(), ports.time());
      }
    };
  }

  /** Pools that share a shape look like one, of all their replicas. */
  static Mutation withOnePoolForEachShape() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        return judged(
            ports, ports.policies(), id -> ports.resources().find(id).map(PortMutations::merged));
      }
    };
  }

  private static PersistentResource merged(PersistentResource resource) {
    Map<Shape, ResourcePool> pools = new LinkedHashMap<>();
    resource.pools().forEach(pool -> pools.merge(pool.shape(), pool, PortMutations::together));
    return new PersistentResource(
        resource.id(),
        resource.state(),
        List.copyOf(pools.values()),
        resource.network(),
        resource.kmsKey(),
        resource.enforcesServiceAccount(),
        resource.serviceAccount(),
        resource.isForRay());
  }

  private static ResourcePool together(ResourcePool one, ResourcePool other) {
    return new ResourcePool(
        one.id(),
        one.shape(),
        one.replicas() + other.replicas(),
        OptionalLong.of(one.capacity() + other.capacity()),
        one.used() + other.used());
  }

  /** Whatever the policy says, everything is allowed. */
  static Mutation withoutPolicy() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        return judged(ports, () -> Policies.Current.of(Policy.ALLOW_ALL), ports.resources());
      }
    };
  }

  /** Time stands still between a claim and its job. */
  static Mutation withoutWindow() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        FrozenTime time = new FrozenTime(ports.time());
        Queue queue =
            new ForwardingQueue(ports.queue()) {
              @Override
              public Optional<Versioned<SubmissionRecord>> replace(
                  Versioned<SubmissionRecord> old, SubmissionRecord next, byte[] spec) {
                time.stand(next.lifecycle().state() == State.LAUNCHING);
                return super.replace(old, next, spec);
              }

              @Override
              public Optional<Versioned<SubmissionRecord>> create(
                  SubmissionRecord entry, byte[] spec) {
                time.stand(entry.lifecycle().state() == State.LAUNCHING);
                return super.create(entry, spec);
              }

              @Override
              public void delete(Versioned<SubmissionRecord> entry) {
                time.stand(false);
                super.delete(entry);
              }
            };
        Jobs jobs =
            new ForwardingJobs(ports.jobs()) {
              @Override
              public Draft draft(CreateRequest request) {
                Draft job = super.draft(request);
                return deadline -> {
                  time.stand(false);
                  return job.create(deadline);
                };
              }

              @Override
              public List<Job> alive() {
                time.stand(false);
                return super.alive();
              }
            };
        return with(ports, queue, ports.outcomes(), ports.leases(), jobs, time);
      }
    };
  }

  private static final class FrozenTime implements Time {
    private final Time time;
    private Instant now;
    private Duration elapsed;
    private boolean stands;

    FrozenTime(Time time) {
      this.time = time;
      this.now = time.now();
      this.elapsed = time.elapsed();
    }

    void stand(boolean from) {
      now = time.now();
      elapsed = time.elapsed();
      stands = from;
    }

    @Override
    public Instant now() {
      return stands ? now : time.now();
    }

    @Override
    public Duration elapsed() {
      return stands ? elapsed : time.elapsed();
    }

    @Override
    public void pause(Duration wait) {
      stands = false;
      time.pause(wait);
    }
  }

  /** The list after the lease is freed is the one before. */
  static Mutation withoutListAfterRelease() {
    return new Mutation() {
      @Override
      public Ports ports(Ports ports) {
        StaleOnce queue = new StaleOnce(ports.queue());
        Leases leases =
            new Leases() {
              @Override
              public Optional<Versioned<Lease>> read(String resource) {
                return ports.leases().read(resource);
              }

              @Override
              public Optional<Versioned<Lease>> write(
                  String resource, Lease lease, Optional<Versioned<Lease>> old) {
                queue.isStale = !lease.isTaken();
                return ports.leases().write(resource, lease, old);
              }
            };
        return with(ports, queue, ports.outcomes(), leases, ports.jobs(), ports.time());
      }
    };
  }

  private static final class StaleOnce extends ForwardingQueue {
    private Listing last = new Listing(List.of(), List.of());
    private boolean isStale;

    StaleOnce(Queue queue) {
      super(queue);
    }

    @Override
    public Listing list() {
      if (isStale) {
        isStale = false;
        return last;
      }
      last = super.list();
      return last;
    }
  }

  /** The same with another queue. */
  static Ports with(Ports ports, Queue queue) {
    return with(ports, queue, ports.outcomes(), ports.leases(), ports.jobs(), ports.time());
  }

  /** The same with another queue and other leases. */
  static Ports with(Ports ports, Queue queue, Leases leases) {
    return with(ports, queue, ports.outcomes(), leases, ports.jobs(), ports.time());
  }

  private static Ports with(
      Ports ports, Queue queue, Outcomes endings, Leases leases, Jobs jobs, Time time) {
    return new Ports(
        ports.specs(),
        queue,
        endings,
        ports.statuses(),
        leases,
        ports.control(),
        ports.policies(),
        ports.resources(),
        jobs,
        ports.schema(),
        time,
        ports.reads(),
        ports.tokens());
  }

  private static Ports judged(Ports ports, Policies policies, Resources resources) {
    return new Ports(
        ports.specs(),
        ports.queue(),
        ports.outcomes(),
        ports.statuses(),
        ports.leases(),
        ports.control(),
        policies,
        resources,
        ports.jobs(),
        ports.schema(),
        ports.time(),
        ports.reads(),
        ports.tokens());
  }

  private abstract static class ForwardingJobs implements Jobs {
    private final Jobs jobs;

    ForwardingJobs(Jobs jobs) {
      this.jobs = jobs;
    }

    @Override
    public List<Job> alive() {
      return jobs.alive();
    }

    @Override
    public List<Job> launchedSince(Instant created) {
      return jobs.launchedSince(created);
    }

    @Override
    public List<Job> ofAttempt(String submission, String attempt) {
      return jobs.ofAttempt(submission, attempt);
    }

    @Override
    public Optional<Job> find(String name) {
      return jobs.find(name);
    }

    @Override
    public Draft draft(CreateRequest request) {
      return jobs.draft(request);
    }

    @Override
    public void cancel(String name) {
      jobs.cancel(name);
    }
  }
}
