package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.SpecFilter;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.StatusFactory;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.FakeJobs;
import dev.slipway.dispatch.port.FakeResources;
import dev.slipway.dispatch.port.FakeTime;
import dev.slipway.dispatch.port.FragileSchema;
import dev.slipway.dispatch.port.Outcomes;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.policy.Policy;
import dev.slipway.pool.Demand;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import dev.slipway.storage.BucketControl;
import dev.slipway.storage.BucketOutcomes;
import dev.slipway.storage.BucketQueue;
import dev.slipway.storage.BucketStatuses;
import dev.slipway.storage.MemoryObjectStore;
import dev.slipway.storage.NewObject;
import dev.slipway.storage.ObjectStore;
import dev.slipway.storage.StoredObject;
import dev.slipway.storage.WriteResult;
import dev.slipway.storage.tools.OperatorRequests;
import dev.slipway.vertex.ProtoSchema;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Everything outside of Slipway, in memory: two buckets, Vertex AI and time. {@link #start} starts
 * processes on it. To begin with there is the resource {@value #RESOURCE} with four replicas.
 */
public final class World {

  public static final String RESOURCE = "training";

  /** The defaults, with {@value #RESOURCE} for specs that name no resource. */
  public static final Settings SETTINGS =
      new Settings(
          RESOURCE,
          false,
          Duration.ofHours(24),
          Duration.ofDays(7),
          Duration.ofMinutes(2),
          false,
          Duration.ZERO,
          false,
          60,
          "");

  /** What are specs: all objects of their bucket. */
  static final SpecFilter SPECS = new SpecFilter("specs", "", List.of());

  /** With them, deleting a spec cancels its job. */
  static final Settings CANCEL_ON_DELETE =
      new Settings(
          RESOURCE,
          false,
          Duration.ofHours(24),
          Duration.ofDays(7),
          Duration.ofMinutes(2),
          false,
          Duration.ZERO,
          true,
          60,
          "");

  /** With them, all specs are below a folder. */
  static final Settings BELOW_A_FOLDER =
      new Settings(
          RESOURCE,
          false,
          Duration.ofHours(24),
          Duration.ofDays(7),
          Duration.ofMinutes(2),
          false,
          Duration.ZERO,
          false,
          60,
          "specs/");

  private final FakeTime time = new FakeTime();
  private final MemoryObjectStore specBucket =
      new MemoryObjectStore(SPECS.bucket(), time.truth(), new Random(1));
  private final MemoryObjectStore stateBucket =
      new MemoryObjectStore("state", time.truth(), new Random(2));
  private final FakeJobs jobs = new FakeJobs(time.truth(), new ProtoSchema());
  private final FakeResources resources = new FakeResources();
  private final FragileSchema schema = new FragileSchema(new ProtoSchema());
  private Policies.Current policy = Policies.Current.of(Policy.ALLOW_ALL);
  private final AtomicInteger tokens = new AtomicInteger();

  public World() {
    resources.put(FakeResources.resource(RESOURCE, ResourceState.RUNNING, 4));
  }

  /** Starts a process with the usual settings. */
  public Instance start() {
    return start(SETTINGS);
  }

  /** Starts a process. */
  public Instance start(Settings settings) {
    return new Instance(this, settings);
  }

  public FakeTime time() {
    return time;
  }

  public FakeJobs jobs() {
    return jobs;
  }

  /** The policy as it stands. */
  Policies.Current policy() {
    return policy;
  }

  /** From now on this is allowed. */
  void allow(Policies.Current current) {
    policy = current;
  }

  public FakeResources resources() {
    return resources;
  }

  public FragileSchema schema() {
    return schema;
  }

  public MemoryObjectStore specBucket() {
    return specBucket;
  }

  public MemoryObjectStore stateBucket() {
    return stateBucket;
  }

  /** Tokens {@code t1}, {@code t2}, … for all processes together. */
  public Supplier<String> tokens() {
    return () -> "t" + tokens.incrementAndGet();
  }

  /** Uploads a spec, over the one that may be there. */
  public Submission upload(String object, String spec) {
    put(specBucket, object, Map.of(), spec);
    return live(object);
  }

  /** Deletes a spec. */
  void remove(String object) {
    specBucket.delete(object, live(object).generation());
  }

  private Submission live(String object) {
    return new Submission(
        SPECS.bucket(), object, specBucket.find(object).orElseThrow().generation());
  }

  /** Writes something to the state bucket by hand, over what may be there. */
  public void tamper(String name, Map<String, String> metadata, String content) {
    put(stateBucket, name, metadata, content);
  }

  private static void put(
      ObjectStore bucket, String name, Map<String, String> metadata, String content) {
    WriteResult result =
        bucket.write(
            new NewObject(name, "text/plain", metadata),
            content.getBytes(StandardCharsets.UTF_8),
            bucket.find(name).map(StoredObject::generation));
    if (result.written().isEmpty()) {
      throw new AssertionError(name + " was not written");
    }
  }

  /** What is set, past all processes. */
  public BucketControl control() {
    return new BucketControl(stateBucket, tokens());
  }

  /** What operators ask, past all processes. */
  public OperatorRequests requests() {
    return new OperatorRequests(stateBucket, tokens());
  }

  /** The queue, past all processes. */
  public Queue queue() {
    return new BucketQueue(stateBucket, tokens());
  }

  /** How far a submission has come; throws when it has no record. */
  public Lifecycle progress(Submission submission) {
    return queue().read(submission.id()).orElseThrow().value().lifecycle();
  }

  /** Changes a record past all processes. */
  public void change(Submission submission, Lifecycle next) {
    Versioned<SubmissionRecord> old = queue().read(submission.id()).orElseThrow();
    byte[] spec = queue().spec(old).orElseThrow();
    if (queue().replace(old, old.value().with(next), spec).isEmpty()) {
      throw new AssertionError(submission + " was not changed");
    }
  }

  /** Somebody else's job that takes so many replicas of {@value #RESOURCE}. */
  public Job occupy(int replicas) {
    return job(replicas, "", "");
  }

  /** A running job with labels of ours that we did not create. */
  Job stray(Submission submission, String attempt) {
    return job(1, submission.id(), attempt);
  }

  private Job job(int replicas, String submission, String attempt) {
    Job job =
        new Job(
            "projects/1/locations/here/customJobs/other-" + tokens.incrementAndGet(),
            Optional.of(State.RUNNING),
            RESOURCE,
            List.of(new Demand(Shape.of("n1-standard-4"), replicas)),
            time.truth().instant(),
            Optional.empty(),
            submission,
            attempt,
            "");
    jobs.put(job);
    return job;
  }

  /** What is told of a submission; throws when nothing is told under its name. */
  public Status status(Submission submission) {
    return new BucketStatuses(stateBucket, tokens()).read(submission).orElseThrow().value();
  }

  /** How submissions ended, past all processes. */
  public Outcomes endings() {
    return new BucketOutcomes(stateBucket, tokens());
  }

  /** How a submission ended; empty when it has not. */
  public Optional<Outcome> ending(Submission submission) {
    return endings().find(submission.id());
  }

  /** Somebody ends a submission that has a record, as a job of that name or none. */
  void end(Submission submission, State state, String job) {
    Versioned<SubmissionRecord> old = queue().read(submission.id()).orElseThrow();
    Lifecycle lifecycle = old.value().lifecycle().asJob(job, state, time.now());
    SubmissionRecord over = old.value().with(lifecycle);
    endings()
        .create(submission.id(), new Outcome(StatusFactory.active(over, List.of(), List.of()), ""));
    queue().delete(old);
  }

  /** Whether a submission has a record. */
  boolean isQueued(Submission submission) {
    return queue().read(submission.id()).isPresent();
  }

  /** The names of all objects in the state bucket that begin so. */
  public List<String> names(String prefix) {
    return stateBucket.list(prefix).stream().map(StoredObject::name).toList();
  }
}
