package dev.slipway.dispatch;

import dev.slipway.dispatch.Creation.Created;
import dev.slipway.pool.JobState;
import java.time.Duration;
import java.time.Instant;
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
final class FakeJobs implements Jobs {

  /** What becomes of a create; the effect is the job. */
  interface Answer {
    Creation to(Supplier<Created> effect);
  }

  /** The job is there, but nobody hears of it. */
  static final Answer ANSWER_LOST =
      effect -> {
        Created lost = effect.get();
        return new Creation.Unknown("UNAVAILABLE", "connection reset before " + lost.name());
      };

  /** The call never arrived, but nobody knows. */
  static final Answer CALL_LOST =
      effect -> new Creation.Unknown("DEADLINE_EXCEEDED", "no answer in time");

  private final Time time;
  private final Schema schema;
  private final Map<String, Job> jobs = new LinkedHashMap<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<Request> requests = new ArrayList<>();
  private final List<String> cancelled = new ArrayList<>();
  private final List<Duration> deadlines = new ArrayList<>();
  private boolean isLagging;
  private int calls;

  FakeJobs(Time time, Schema schema) {
    this.time = time;
    this.schema = schema;
  }

  /** The next create that has no answer yet gets this one. */
  void answer(Answer answer) {
    answers.add(answer);
  }

  /** While it lags, lists show no job. */
  void lag(boolean lagging) {
    isLagging = lagging;
  }

  /** Somebody's job. */
  void put(Job job) {
    jobs.put(job.name(), job);
  }

  void delete(String name) {
    jobs.remove(name);
  }

  void become(String name, JobState state) {
    become(name, state, "");
  }

  void become(String name, JobState state, String error) {
    jobs.computeIfPresent(name, (n, job) -> changed(job, state, error));
  }

  private Job changed(Job job, JobState state, String error) {
    Optional<Instant> started = state == JobState.RUNNING ? Optional.of(time.now()) : job.started();
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

  List<Job> all() {
    return List.copyOf(jobs.values());
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  List<Duration> deadlines() {
    return List.copyOf(deadlines);
  }

  List<String> cancelled() {
    return List.copyOf(cancelled);
  }

  int calls() {
    return calls;
  }

  @Override
  public List<Job> alive() {
    return listed(job -> !job.state().isOver());
  }

  @Override
  public List<Job> launchedSince(Instant created) {
    return listed(job -> !job.submission().isEmpty() && !job.created().isBefore(created));
  }

  @Override
  public List<Job> ofAttempt(String submission, String attempt) {
    return listed(job -> job.submission().equals(submission) && job.attempt().equals(attempt));
  }

  private List<Job> listed(Predicate<Job> filter) {
    calls++;
    return isLagging ? List.of() : jobs.values().stream().filter(filter).toList();
  }

  @Override
  public Optional<Job> find(String name) {
    calls++;
    return Optional.ofNullable(jobs.get(name));
  }

  @Override
  public Creation create(Request request, Duration deadline) {
    calls++;
    requests.add(request);
    deadlines.add(deadline);
    Answer answer = answers.isEmpty() ? Supplier::get : answers.remove();
    return answer.to(() -> take(request));
  }

  private Created take(Request request) {
    String name = "projects/1/locations/here/customJobs/" + (jobs.size() + 1);
    put(
        new Job(
            name,
            JobState.PENDING,
            request.resource(),
            schema.check(request.document()).spec().requirements().demands(),
            time.now(),
            Optional.empty(),
            request.submission(),
            request.attempt(),
            ""));
    return new Created(name, JobState.PENDING);
  }

  @Override
  public void cancel(String name) {
    calls++;
    cancelled.add(name);
    if (Optional.ofNullable(jobs.get(name)).filter(job -> !job.state().isOver()).isPresent()) {
      become(name, JobState.CANCELLED);
    }
  }
}
