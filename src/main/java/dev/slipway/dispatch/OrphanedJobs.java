package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Job;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds live jobs of ours that no pass sees, since their submissions have no record any more: a
 * process froze within its create for so long that another job ran and ended meanwhile, and then
 * did not hear of its own.
 */
final class OrphanedJobs {

  private final Ports ports;
  private final RecordIsolation isolation;
  private final JobBinding binding;

  OrphanedJobs(Ports ports, RecordIsolation isolation, JobBinding binding) {
    this.ports = ports;
    this.isolation = isolation;
    this.binding = binding;
  }

  /** Cancels those that are surplus. */
  void claim() {
    List<Job> ours = ports.jobs().alive().stream().filter(Job::isOurs).toList();
    if (ours.isEmpty()) {
      return;
    }
    // After the jobs: whose record is gone by now has an ending that names its job.
    Queue.Listing queue = ports.queue().list();
    Set<String> known = new HashSet<>(queue.unreadable());
    Set<String> served = new HashSet<>();
    for (Versioned<SubmissionRecord> stored : queue.records()) {
      known.add(stored.value().id());
      if (!stored.value().isOver()) {
        served.add(stored.value().request().resource());
      }
    }
    ours.stream()
        .filter(job -> !known.contains(job.submission()))
        .filter(job -> !served.contains(job.persistentResource()))
        .forEach(job -> isolation.about(job, () -> binding.claimEnded(job)));
  }
}
