package dev.slipway.dispatch.snapshot;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.Progress;
import dev.slipway.dispatch.model.QueueRecord;
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
  public Optional<Job> of(QueueRecord entry) {
    Progress progress = entry.progress();
    return Optional.ofNullable(
        progress.job().isEmpty()
            ? byLaunch.get(new LaunchKey(entry.id(), progress.attempt()))
            : byName.get(progress.job()));
  }
}
