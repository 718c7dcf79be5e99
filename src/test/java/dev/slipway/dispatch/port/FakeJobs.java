package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Creation.Created;
import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Vertex AI's jobs in memory; what becomes of each create can be scripted. */
public final class FakeJobs implements Jobs {

  /** What becomes of a create; the effect is the job. */
  public interface CreateAnswer {
    Creation to(Supplier<Created> effect);
  }

  /** The job is there, but nobody hears of it. */
  public static final CreateAnswer ANSWER_LOST =
      effect -> {
        Created lost = effect.get();
        return new Creation.Unknown("UNAVAILABLE", "connection reset before " + lost.name());
      };

  /** The call never arrived, but nobody knows. */
  public static final CreateAnswer CALL_LOST =
      effect -> new Creation.Unknown("DEADLINE_EXCEEDED", "no answer in time");

  private final List<Instant> asked = new ArrayList<>();
  private final InstantSource clock;
  private final Schema schema;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Deque<CreateAnswer> answers = new ArrayDeque<>();
  private final List<CreateRequest> requests = new ArrayList<>();
  private final List<String> cancelled = new ArrayList<>();
  private final List<Duration> deadlines = new ArrayList<>();
  private boolean isLagging;
  private int taken;

  public FakeJobs(InstantSource clock, Schema schema) {
    this.clock = clock;
    this.schema = schema;
  }

  /** The next create that has no answer yet gets this one. */
  public void answer(CreateAnswer answer) {
    answers.add(answer);
  }

  /** The next create is refused so. */
  public void refuse(Creation.Refusal refusal, String code, String message) {
    answer(effect -> new Creation.Refused(refusal, code, message));
  }

  /** While it lags, lists show no job. */
  public void lag(boolean lagging) {
    isLagging = lagging;
  }

  /** Somebody's job. */
  public void put(Job job) {
    jobs.put(job.name(), job);
  }

  /** Somebody deletes a job. */
  public void delete(String name) {
    jobs.remove(name);
  }

  /** A job's state changes. */
  public void become(String name, State state) {
    become(name, state, "");
  }

  /** A job's state changes, with Vertex AI's words why. */
  public void become(String name, State state, String error) {
    jobs.computeIfPresent(name, (n, job) -> changed(job, Optional.of(state), error));
  }

  /** Vertex AI gives a job a state that this version does not know. */
  public void becomeUnknown(String name) {
    jobs.computeIfPresent(name, (n, job) -> changed(job, Optional.empty(), ""));
  }

  private Job changed(Job job, Optional<State> state, String error) {
    Optional<Instant> started =
        state.equals(Optional.of(State.RUNNING)) ? Optional.of(clock.instant()) : job.started();
    return new Job(
        job.name(),
        state,
        job.persistentResource(),
        job.demands(),
        job.created(),
        started,
        job.submission(),
        job.attempt(),
        error);
  }

  /** All jobs, oldest first. */
  public List<Job> all() {
    return List.copyOf(jobs.values());
  }

  /** Everything that was asked for. */
  public List<CreateRequest> requests() {
    return List.copyOf(requests);
  }

  /** How long each of the requests would have waited. */
  public List<Duration> deadlines() {
    return List.copyOf(deadlines);
  }

  /** The jobs that were cancelled, as often as they were. */
  public List<String> cancelled() {
    return List.copyOf(cancelled);
  }

  @Override
  public List<Job> alive() {
    return listed(job -> !job.isOver());
  }

  @Override
  public List<Job> launchedSince(Instant created) {
    asked.add(created);
    return listed(job -> !job.submission().isEmpty() && !job.created().isBefore(created));
  }

  @Override
  public List<Job> ofAttempt(String submission, String attempt) {
    return listed(job -> job.submission().equals(submission) && job.attempt().equals(attempt));
  }

  /** From when on jobs were asked for, in order. */
  public List<Instant> asked() {
    return asked;
  }

  private List<Job> listed(Predicate<Job> filter) {
    return isLagging ? List.of() : jobs.values().stream().filter(filter).toList();
  }

  @Override
  public Optional<Job> find(String name) {
    return Optional.ofNullable(jobs.get(name));
  }

  @Override
  public Draft draft(CreateRequest request) {
    return deadline -> create(request, deadline);
  }

  private Creation create(CreateRequest request, Duration deadline) {
    requests.add(request);
    deadlines.add(deadline);
    CreateAnswer answer = answers.isEmpty() ? Supplier::get : answers.remove();
    return answer.to(() -> take(request));
  }

  private Created take(CreateRequest request) {
    String name = "projects/1/locations/here/customJobs/" + ++taken;
    put(
        new Job(
            name,
            Optional.of(State.PENDING),
            request.resource(),
            schema.check(request.document()).spec().requirements().demands(),
            clock.instant(),
            Optional.empty(),
            request.submission(),
            request.attempt(),
            ""));
    return new Created(name, State.PENDING);
  }

  @Override
  public void cancel(String name) {
    cancelled.add(name);
    find(name).filter(job -> !job.isOver()).ifPresent(job -> become(name, State.CANCELLED));
  }
}
