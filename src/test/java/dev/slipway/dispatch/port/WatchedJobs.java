package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.Job;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Vertex AI's jobs as one process calls them. */
public final class WatchedJobs implements Jobs {

  private final Jobs jobs;
  private final Calls calls;

  public WatchedJobs(Jobs jobs, Calls calls) {
    this.jobs = jobs;
    this.calls = calls;
  }

  @Override
  public Optional<Job> find(String name) {
    return calls.make("vertex find " + name, () -> jobs.find(name));
  }

  @Override
  public List<Job> alive() {
    return calls.make("vertex list alive", jobs::alive);
  }

  @Override
  public List<Job> launchedSince(Instant created) {
    return calls.make("vertex list since", () -> jobs.launchedSince(created));
  }

  @Override
  public List<Job> ofAttempt(String submission, String attempt) {
    return calls.make("vertex list attempt " + attempt, () -> jobs.ofAttempt(submission, attempt));
  }

  @Override
  public Draft draft(CreateRequest request) {
    Draft job = jobs.draft(request);
    return deadline -> calls.make("vertex create", () -> job.create(deadline));
  }

  @Override
  public void cancel(String name) {
    calls.make(
        "vertex cancel " + name,
        () -> {
          jobs.cancel(name);
          return true;
        });
  }
}
