package dev.slipway.dispatch.snapshot;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Lifecycle;
import dev.slipway.dispatch.model.SubmissionRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs by name and by launch. */
public final class JobIndex {

  private record LaunchKey(String submission, String attempt) {}

  private final Map<String, Job> byName = new HashMap<>();
  private final Map<LaunchKey, Job> byLaunch = new HashMap<>();

  /** Of jobs in any order. */
  public JobIndex(List<Job> jobs) {
    for (Job job : jobs) {
      byName.put(job.name(), job);
      byLaunch.put(new LaunchKey(job.submission(), job.attempt()), job);
    }
  }

  /**
   * The job of a record: by name, or before that is known by its latest launch; empty when it is
   * not among them.
   */
  public Optional<Job> of(SubmissionRecord entry) {
    Lifecycle lifecycle = entry.lifecycle();
    return Optional.ofNullable(
        lifecycle.job().isEmpty()
            ? byLaunch.get(new LaunchKey(entry.id(), lifecycle.attempt().id()))
            : byName.get(lifecycle.job()));
  }
}
