package dev.slipway.web;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.JobRequest;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.Lifecycle.Attempt;
import dev.slipway.dispatch.model.Lifecycle.Backoff;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Transition;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.dispatch.view.OverviewPolicy;
import dev.slipway.dispatch.view.SubmissionDetails;
import dev.slipway.pool.Demand;
import dev.slipway.pool.PersistentResource;
import dev.slipway.pool.ResourcePool;
import dev.slipway.pool.ResourceState;
import dev.slipway.pool.Shape;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Requirements;
import dev.slipway.spec.Spelling;
import dev.slipway.spec.WorkerPool;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A full resource {@code training}, as many waiting and ended submissions as asked for. */
final class FakeViews implements Views {

  static final Instant NOON = Instant.parse("2026-11-21T12:00:30Z");

  private static final Shape SHAPE = Shape.of("a2-highgpu-1g", "NVIDIA_TESLA_A100", 1);
  private static final String JOB = "projects/1/locations/us-central1/customJobs/42";

  private final List<Versioned<SubmissionRecord>> records = new ArrayList<>();
  private final Map<String, Status> told = new HashMap<>();
  private final List<StatusIndex.ListedStatus> entries = new ArrayList<>();
  private Optional<RuntimeException> fault = Optional.empty();
  private Optional<Control.Pause> pause = Optional.empty();
  private List<Problem> notices = List.of();

  /** Many of everything. */
  static FakeViews busy(int waiting, int ended) {
    FakeViews views = new FakeViews();
    for (int i = 0; i < waiting; i++) {
      views.waits("team-%d/experiments/2026-11/run-%05d/train.json".formatted(i % 7, i));
    }
    for (int i = 0; i < ended; i++) {
      views.refused("team-%d/experiments/2026-11/bad-%05d/train.json".formatted(i % 7, i));
    }
    return views;
  }

  /** One more waits. */
  FakeViews waits(String object) {
    return add(object, "", Lifecycle.accepted(NOON));
  }

  /** There is something that people should look at. */
  void note(Problem notice) {
    notices = List.of(notice);
  }

  /** One more waits, one more is launched, both with names of their publishers, while paused. */
  FakeViews named(String waits, String launched) {
    Lifecycle launching =
        new Lifecycle(
            State.LAUNCHING,
            2,
            true,
            new Attempt(1, "attempt-1", Duration.ofMinutes(2), List.of("gpu")),
            "",
            Backoff.NONE,
            0,
            Wish.NONE,
            List.of(new Transition(State.LAUNCHING, NOON)));
    pause = Optional.of(new Control.Pause(NOON, "noon"));
    return add(waits, "nightly", Lifecycle.accepted(NOON)).add(launched, "nightly", launching);
  }

  private FakeViews add(String object, String name, Lifecycle lifecycle) {
    Requirements asks =
        new Requirements(
            List.of(new WorkerPool("jobSpec.workerPoolSpecs[0]", new Demand(SHAPE, 2))),
            "",
            "",
            "",
            Spelling.CAMEL);
    JobRequest request =
        new JobRequest(
            "training",
            0,
            NOON.minusSeconds(3600 - records.size() % 3600),
            asks,
            Optional.empty(),
            name);
    SubmissionRecord entry = new SubmissionRecord(submission(object), request, lifecycle);
    records.add(new Versioned<>(entry, "1", NOON));
    return this;
  }

  /** One more was refused. */
  FakeViews refused(String object) {
    Submission submission = submission(object);
    Problem problem =
        Problem.of(
            ProblemCode.POOL_MISMATCH,
            "jobSpec.workerPoolSpecs[0].diskSpec.bootDiskType",
            "asked",
            "pd-standard",
            "pool",
            "gpu",
            "offered",
            "pd-ssd");
    Instant at = NOON.minusSeconds(entries.size());
    String name = "status/specs/" + object;
    entries.add(
        new StatusIndex.ListedStatus(
            "specs", object, submission.id(), Optional.of(State.REJECTED), at, name, "1"));
    told.put(name, status(submission, State.REJECTED, List.of(problem), at));
    return this;
  }

  /** From now on nothing is seen. */
  FakeViews failing(RuntimeException why) {
    fault = Optional.of(why);
    return this;
  }

  static Submission submission(String object) {
    return new Submission("specs", object, "1");
  }

  private static Status status(
      Submission submission, State state, List<Problem> problems, Instant at) {
    return Status.builder(submission, state, at)
        .resource("training")
        .problems(problems)
        .history(List.of(new Transition(state, at)))
        .build();
  }

  @Override
  public Overview overview() {
    fault.ifPresent(
        why -> {
          throw why;
        });
    ResourcePool pool = new ResourcePool("gpu", SHAPE, 4, OptionalLong.of(8), 6);
    PersistentResource training =
        new PersistentResource(
            "training", ResourceState.RUNNING, List.of(pool), "", "", false, "", false);
    return Overview.take(
        new Overview.OverviewSources(
            () -> List.of(training),
            new OneJob(),
            () -> new Queue.Listing(records, List.of()),
            () -> pause,
            new FakeIndex(),
            Duration.ZERO,
            OverviewPolicy.UNKNOWN,
            notices),
        NOON);
  }

  @Override
  public Map<String, Status> told(List<StatusIndex.ListedStatus> asked) {
    Map<String, Status> found = new HashMap<>();
    asked.forEach(
        entry ->
            Optional.ofNullable(told.get(entry.name()))
                .ifPresent(status -> found.put(entry.name(), status)));
    return found;
  }

  @Override
  public Optional<SubmissionDetails> byId(String id) {
    return records.stream()
        .map(Versioned::value)
        .filter(entry -> entry.id().equals(id))
        .map(
            entry ->
                new SubmissionDetails(
                    status(entry.submission(), State.WAITING, List.of(), NOON),
                    Optional.of(entry),
                    "{\"displayName\": \"</pre><script>alert(1)</script>\"}"))
        .findFirst();
  }

  @Override
  public Optional<SubmissionDetails> byObject(String bucket, String object) {
    return byId(submission(object).id());
  }

  private final class FakeIndex implements StatusIndex {
    @Override
    public ListedStatuses list(int most) {
      return new ListedStatuses(
          entries.subList(0, Math.min(most, entries.size())), entries.size() > most);
    }

    @Override
    public Optional<Status> read(ListedStatus entry) {
      return Optional.ofNullable(told.get(entry.name()));
    }
  }

  /** Somebody else's, which takes six replicas. */
  private static final class OneJob implements Jobs {
    @Override
    public List<Job> alive() {
      return List.of(
          new Job(
              JOB,
              Optional.of(State.RUNNING),
              "training",
              List.of(new Demand(SHAPE, 6)),
              NOON.minusSeconds(7200),
              Optional.of(NOON.minusSeconds(7000)),
              "",
              "",
              ""));
    }

    @Override
    public List<Job> launchedSince(Instant created) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Job> ofAttempt(String submission, String attempt) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Job> find(String name) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Draft draft(CreateRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void cancel(String name) {
      throw new UnsupportedOperationException();
    }
  }
}
