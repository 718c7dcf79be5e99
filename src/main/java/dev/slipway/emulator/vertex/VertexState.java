package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.cloud.aiplatform.v1.ResourcePool;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import com.google.longrunning.Operation;
import com.google.protobuf.Empty;
import com.google.rpc.Code;
import dev.slipway.emulator.Journal;
import dev.slipway.emulator.vertex.ReplicaLedger.LedgerPool;
import dev.slipway.emulator.vertex.filter.JobFilter;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;

/**
 * What Vertex AI is and does, without any wire: messages in, messages out, refusals as {@link
 * VertexException}. One lock guards it all. Each call first lets everything happen that became due
 * since the last one.
 */
final class VertexState {

  private final VertexOptions options;
  private final VertexNames names;
  private final ReplicaLedger ledger;
  private final JobRuns runs;
  private final PersistentResourceStore resources;
  private final PersistentResourceRuns resourceRuns;
  private final VertexOperations operations = new VertexOperations();
  private Instant latest = Instant.MIN;

  VertexState(VertexOptions options, Journal journal) {
    this.options = options;
    names = new VertexNames(options.project());
    ledger = new ReplicaLedger(journal);
    runs = new JobRuns(options.pace(), ledger, journal);
    resources = new PersistentResourceStore(ledger, journal);
    resourceRuns = new PersistentResourceRuns(resources, operations, options);
  }

  /**
   * A state that goes on from a snapshot. Nothing is journaled but the accounts as they are now.
   */
  static VertexState goOn(VertexSnapshot kept, VertexOptions options, Journal journal) {
    // What became due meanwhile happens in a state whose journal nobody reads.
    VertexState meanwhile = new VertexState(options, new Journal());
    meanwhile.restore(kept);
    meanwhile.catchUp();
    VertexState state = new VertexState(options, journal);
    state.restore(meanwhile.snapshot());
    return state;
  }

  /** All it holds, as of the last call: what became due since will become due again. */
  synchronized VertexSnapshot snapshot() {
    return new VertexSnapshot(
        revision(),
        List.copyOf(resources.all()),
        resourceRuns.ahead(),
        runs.kept(),
        runs.ahead(),
        operations.kept(),
        ledger.balances());
  }

  /** Grows with each change. */
  synchronized long revision() {
    return runs.revision() + resources.revision() + operations.revision();
  }

  /** CreateCustomJob. */
  synchronized CustomJob createJob(String parent, CustomJob asked) {
    final Instant now = catchUp();
    String location = names.location(parent);
    FieldErrors errors = new FieldErrors();
    JobScript script = JobScript.parse(asked.getLabelsMap(), errors);
    JobValidation.check(asked, errors);
    errors.throwIfAny();
    CustomJob job = complete(asked).setName(unusedName(location)).build();
    ReplicaPlacement placement = place(location, job);
    return runs.create(job, script, placement, now).message();
  }

  /** GetCustomJob. */
  synchronized CustomJob job(String name) {
    catchUp();
    return requireJob(name).message();
  }

  /** ListCustomJobs: newest first. */
  synchronized VertexPage<CustomJob> listJobs(
      String parent, String filter, VertexPage.PageRequest wanted) {
    Instant now = catchUp();
    String location = names.location(parent) + "/";
    Predicate<CustomJob> matches = parsed(filter);
    List<EmulatedJob> found =
        runs.all().stream()
            .filter(job -> job.message().getName().startsWith(location))
            .filter(job -> job.isListed(now, options.listDelay()))
            .filter(job -> matches.test(job.message()))
            .sorted(Comparator.comparing(EmulatedJob::listKey))
            .toList();
    VertexPage<EmulatedJob> page = VertexPage.of(found, EmulatedJob::listKey, wanted);
    return new VertexPage<>(
        page.items().stream().map(EmulatedJob::message).toList(), page.nextPageToken());
  }

  private static Predicate<CustomJob> parsed(String filter) {
    try {
      return JobFilter.parse(filter);
    } catch (IllegalArgumentException e) {
      throw new VertexException(Code.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  /** CancelCustomJob. Our inference: without effect, and no error, on a job that is over. */
  synchronized void cancelJob(String name) {
    Instant now = catchUp();
    runs.cancel(requireJob(name), now);
  }

  /**
   * DeleteCustomJob; the operation is done when it is answered. Our inference: only of a job that
   * is over.
   */
  synchronized Operation deleteJob(String name) {
    Instant now = catchUp();
    EmulatedJob job = requireJob(name);
    if (!job.isOver()) {
      throw new VertexException(
          Code.FAILED_PRECONDITION,
          "The CustomJob is in state %s; cancel it before deleting it."
              .formatted(job.message().getState()));
    }
    runs.delete(job, now);
    Operation operation =
        operations.begin(job.message().getName(), PersistentResourceRuns.DELETION, now);
    return operations.succeed(operation.getName(), Empty.getDefaultInstance(), now);
  }

  /** CreatePersistentResource. */
  synchronized Operation createResource(String parent, String id, PersistentResource asked) {
    Instant now = catchUp();
    String location = names.location(parent);
    PersistentResource complete = PersistentResourceDefaults.created(id, asked);
    String name = VertexNames.persistentResource(location, id);
    if (resources.find(name).isPresent()) {
      throw new VertexException(
          Code.ALREADY_EXISTS, "The PersistentResource %s already exists.".formatted(name));
    }
    Operation operation = resourceRuns.create(complete.toBuilder().setName(name).build(), now);
    return after(operation);
  }

  /** DeletePersistentResource; its jobs are cancelled, as {@link #remove} says. */
  synchronized Operation deleteResource(String name) {
    Instant now = catchUp();
    PersistentResource resource = requireResource(names.persistentResource(name));
    if (resource.getState() == PersistentResource.State.STOPPING) {
      // Our inference: no text says how a second deletion is answered.
      throw new VertexException(
          Code.FAILED_PRECONDITION, "The PersistentResource is being deleted already.");
    }
    cancelJobsOn(resource.getName(), now);
    return after(resourceRuns.delete(resource.getName(), now));
  }

  /** GetOperation. */
  synchronized Operation operation(String name) {
    catchUp();
    return operations.find(names.operation(name));
  }

  /** GetPersistentResource. */
  synchronized PersistentResource resource(String name) {
    Instant now = catchUp();
    return seen(requireResource(names.persistentResource(name)), now);
  }

  /** ListPersistentResources: by ID. */
  synchronized VertexPage<PersistentResource> listResources(
      String parent, VertexPage.PageRequest wanted) {
    Instant now = catchUp();
    String location = names.location(parent) + "/";
    List<PersistentResource> found =
        resources.all().stream()
            .filter(resource -> resource.getName().startsWith(location))
            .map(resource -> seen(resource, now))
            .toList();
    return VertexPage.of(found, PersistentResource::getName, wanted);
  }

  /** Adds or replaces a persistent resource, named by ID or in full. */
  synchronized void put(PersistentResource resource) {
    Instant now = catchUp();
    PersistentResource complete = PersistentResourceDefaults.complete(resource);
    resources.put(complete.toBuilder().setName(fullName(resource.getName())).build(), now);
  }

  /**
   * Removes a persistent resource, named by ID or in full. Its jobs "are automatically cancelled"
   * (<a href="https://cloud.google.com/vertex-ai/docs/training/persistent-resource-delete">Delete a
   * persistent resource</a>).
   */
  synchronized void remove(String idOrName) {
    Instant now = catchUp();
    String name = fullName(idOrName);
    cancelJobsOn(name, now);
    resourceRuns.abandon(name, now);
    resources.remove(name, now);
  }

  /** A persistent resource as it was put, named by ID or in full. */
  synchronized Optional<PersistentResource> asPut(String idOrName) {
    catchUp();
    return resources.find(fullName(idOrName));
  }

  /** Every job there is, oldest first, whatever lists show yet. */
  synchronized List<CustomJob> jobs() {
    catchUp();
    return runs.all().stream().map(EmulatedJob::message).toList();
  }

  /** Held replicas by {@code RESOURCE/POOL}. */
  synchronized SortedMap<String, Long> held() {
    catchUp();
    return ledger.held();
  }

  /** Lets everything happen that is due, and says what time it is; never earlier than before. */
  synchronized Instant catchUp() {
    Instant now = options.clock().instant();
    latest = now.isAfter(latest) ? now : latest;
    resourceRuns.advance(latest, runs::advance);
    runs.advance(latest);
    return latest;
  }

  private synchronized void restore(VertexSnapshot kept) {
    kept.resources().forEach(resources::restore);
    resourceRuns.restore(kept.operations(), kept.resourceEnds());
    runs.restore(kept.jobs(), kept.jobSteps());
    ledger.restore(kept.balances(), options.clock().instant());
  }

  private void cancelJobsOn(String resource, Instant now) {
    runs.liveOn(resource).forEach(job -> runs.cancel(job, now));
  }

  /** The operation as it is now: one that takes no time is done already. */
  private Operation after(Operation begun) {
    catchUp();
    return operations.find(begun.getName());
  }

  private static CustomJob.Builder complete(CustomJob asked) {
    CustomJob.Builder job =
        asked.toBuilder()
            .clearState()
            .clearCreateTime()
            .clearStartTime()
            .clearEndTime()
            .clearUpdateTime()
            .clearError();
    for (WorkerPoolSpec.Builder pool : job.getJobSpecBuilder().getWorkerPoolSpecsBuilderList()) {
      if (!JobValidation.isSkipped(pool.build())) {
        pool.setDiskSpec(DiskDefaults.complete(pool.getMachineSpec(), pool.getDiskSpec()));
      }
    }
    return job;
  }

  private ReplicaPlacement place(String location, CustomJob job) {
    String id = job.getJobSpec().getPersistentResourceId();
    if (id.isEmpty()) {
      return new ReplicaPlacement(List.of(), true);
    }
    // Our inference, with its code: no text says how the service answers any of these refusals.
    PersistentResource resource = requireResource(VertexNames.persistentResource(location, id));
    requireUsable(resource);
    ReplicaPlacement placement =
        ReplicaPlacement.of(resource, job.getJobSpec().getWorkerPoolSpecsList(), ledger::free);
    if (!placement.fits() && options.whenFull() == WhenFull.REFUSE) {
      throw new VertexException(
          Code.RESOURCE_EXHAUSTED,
          "The following quota metrics exceed quota limits: replicas of " + resource.getName());
    }
    return placement;
  }

  /** UPDATING is what a pool shows while it is resized, so jobs are taken then too. */
  private static void requireUsable(PersistentResource resource) {
    switch (resource.getState()) {
      case RUNNING, UPDATING -> {}
      default ->
          throw new VertexException(
              Code.FAILED_PRECONDITION,
              "The PersistentResource is in state %s; it must be RUNNING."
                  .formatted(resource.getState()));
    }
  }

  private String unusedName(String location) {
    String name = "";
    do {
      name = VertexNames.job(location, Long.toString(options.jobIds().getAsLong()));
    } while (runs.find(name).isPresent());
    return name;
  }

  private PersistentResource seen(PersistentResource resource, Instant now) {
    PersistentResource.Builder seen = resource.toBuilder();
    for (ResourcePool.Builder pool : seen.getResourcePoolsBuilderList()) {
      long used =
          runs.used(new LedgerPool(resource.getName(), pool.getId()), now, options.usageDelay());
      pool.setUsedReplicaCount(pool.getUsedReplicaCount() + used);
    }
    return seen.build();
  }

  private EmulatedJob requireJob(String name) {
    return runs.find(names.job(name))
        .orElseThrow(() -> new VertexException(Code.NOT_FOUND, "The CustomJob does not exist."));
  }

  private PersistentResource requireResource(String fullName) {
    // The words are the service's: k8s-config-connector's recording of a get.
    return resources
        .find(fullName)
        .orElseThrow(
            () -> new VertexException(Code.NOT_FOUND, "The PersistentResource does not exist."));
  }

  private String fullName(String idOrName) {
    return idOrName.contains("/")
        ? VertexNames.adopted(idOrName)
        : VertexNames.persistentResource(VertexNames.numbered(options.location()), idOrName);
  }
}
