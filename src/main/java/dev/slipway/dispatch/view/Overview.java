package dev.slipway.dispatch.view;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.PoolUsage;
import dev.slipway.pool.ResourcePool;
import dev.slipway.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything there is to see, as the next pass would see it: who holds what, who waits for what and
 * why, what ended lately. Made from one listing each, changes nothing. The pace of launches is left
 * out: it delays by a minute at most.
 *
 * @param at when it was looked at
 * @param pause says that nothing is launched, and why; empty when launching is not paused
 * @param notices what else people should look at
 * @param resources the persistent resources by ID, those that only a spec names included
 * @param unreadable IDs of queue records that this version cannot read; they are left alone
 * @param ended what is over, the latest first
 * @param isEndedCut whether there are more statuses than were listed, so that {@code ended} may
 *     lack some
 */
public record Overview(
    Instant at,
    Optional<Problem> pause,
    List<Problem> notices,
    List<ResourceOverview> resources,
    List<String> unreadable,
    List<StatusIndex.ListedStatus> ended,
    boolean isEndedCut) {
  public Overview {
    notices = List.copyOf(notices);
    resources = List.copyOf(resources);
    unreadable = List.copyOf(unreadable);
    ended = List.copyOf(ended);
  }

  /** How many statuses are listed to find what ended lately. */
  public static final int MOST_STATUSES = 5_000;

  /**
   * A persistent resource and everything about it.
   *
   * @param id its ID
   * @param resource as Vertex AI describes it; empty when there is none of that ID
   * @param pools its resource pools, in the API's order
   * @param queue who waits for it: in the order of the queue, then those who are left out of it
   * @param active what is past waiting and not over, anybody's, the earliest first
   */
  public record ResourceOverview(
      String id,
      Optional<PersistentResource> resource,
      List<Pool> pools,
      List<QueuedItem> queue,
      List<ActiveItem> active) {
    public ResourceOverview {
      pools = List.copyOf(pools);
      queue = List.copyOf(queue);
      active = List.copyOf(active);
    }
  }

  /**
   * How full a resource pool is. {@code inUse}, {@code soon}, reserved, free and headroom together
   * are its capacity, unless more is taken than there is.
   *
   * @param pool as Vertex AI describes it
   * @param taken replicas in use and about to be used
   * @param reserved replicas nobody has taken yet, which are for somebody in the queue
   * @param holders who takes replicas
   */
  public record Pool(
      ResourcePool pool, PoolUsage taken, long reserved, List<ResourceSnapshot.Holder> holders) {
    public Pool {
      holders = List.copyOf(holders);
    }

    /** Replicas that stand idle and are for whoever comes. */
    public long free() {
      return unclaimed() - headroom();
    }

    /** Replicas that do not stand yet: what autoscaling may add beyond all that is claimed. */
    public long headroom() {
      return Math.max(0, Math.min(unclaimed(), pool.capacity() - pool.replicas()));
    }

    private long unclaimed() {
      return Math.max(0, pool.capacity() - taken.total() - reserved);
    }
  }

  /**
   * A submission that waits.
   *
   * @param entry its record
   * @param status what its status would say now: place, reasons, warnings
   * @param isNext whether the next pass will launch it; its place is then not told
   */
  public record QueuedItem(SubmissionRecord entry, Status status, boolean isNext) {}

  /**
   * Something past waiting that is not over.
   *
   * @param job the job's full name; empty for a launch whose job is not known yet
   * @param state where it stands; the job's own state where that is known
   * @param since when it came to that state, as far as known; else when it was created
   * @param entry its record; empty for what others launched
   * @param warnings what to look at
   */
  public record ActiveItem(
      String job,
      State state,
      Instant since,
      Optional<SubmissionRecord> entry,
      List<Problem> warnings) {
    public ActiveItem {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * What is looked at.
   *
   * @param resources lists the persistent resources
   * @param jobs custom jobs
   * @param queue lists Slipway's own records
   * @param pause tells whether launching is paused
   * @param statuses what ended
   * @param usageLag how long a running job may be missing from Vertex AI's own count
   * @param policy what is forbidden
   * @param notices what else people should look at
   */
  public record OverviewSources(
      Supplier<List<PersistentResource>> resources,
      Jobs jobs,
      Supplier<Queue.Listing> queue,
      Supplier<Optional<Control.Pause>> pause,
      StatusIndex statuses,
      Duration usageLag,
      OverviewPolicy policy,
      List<Problem> notices) {
    public OverviewSources {
      notices = List.copyOf(notices);
    }

    /** Without knowing the policy. */
    public OverviewSources(
        Supplier<List<PersistentResource>> resources,
        Jobs jobs,
        Supplier<Queue.Listing> queue,
        Supplier<Optional<Control.Pause>> pause,
        StatusIndex statuses,
        Duration usageLag) {
      this(resources, jobs, queue, pause, statuses, usageLag, OverviewPolicy.UNKNOWN, List.of());
    }
  }

  /** Who waits, for whatever resource, in the order of the resources and their queues. */
  public List<QueuedItem> waiting() {
    return resources.stream().flatMap(each -> each.queue().stream()).toList();
  }

  /**
   * Looks at everything: pools, then jobs, then the queue, so that no launch is overlooked.
   *
   * @throws RetryLater when something does not answer
   */
  public static Overview take(OverviewSources sources, Instant at) {
    List<PersistentResource> resources = sources.resources().get();
    List<Job> jobs = sources.jobs().alive();
    Queue.Listing queue = sources.queue().get();
    ResourceSnapshot.Listed listed =
        new ResourceSnapshot.Listed(jobs, queue, sources.pause().get(), sources.usageLag(), at);
    return OverviewBuilder.of(
        resources,
        listed,
        sources.statuses().list(MOST_STATUSES),
        sources.policy(),
        sources.notices());
  }
}
