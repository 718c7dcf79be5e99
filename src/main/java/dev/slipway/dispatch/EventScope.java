package dev.slipway.dispatch;

import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.Ports;

/**
 * What one event is handled with: the ports, the settings, the event's log, and the parts of the
 * engine that keep nothing between calls, each built once.
 *
 * @param ports everything outside, as this event uses it
 * @param settings how to behave
 * @param log where what happens is written
 * @param publisher writes statuses
 * @param isolation keeps what goes wrong with one record from the others
 * @param recorder ends submissions
 * @param binding writes a job's name to its record
 * @param protocol creates jobs
 * @param queueEntry puts new submissions into the queue
 * @param duplicates tells events of known submissions
 * @param reusedKey refuses messages whose key was taken by another spec
 * @param withdrawal withdraws submissions whose spec is gone
 * @param cancelRequests acts on operators' requests
 * @param priorities lowers priorities to what the policy grants
 * @param recovery settles launches whose outcome is unknown
 * @param tracker follows jobs to their end
 * @param orphans finds jobs without a record
 */
record EventScope(
    Ports ports,
    Settings settings,
    Log log,
    StatusPublisher publisher,
    RecordIsolation isolation,
    OutcomeRecorder recorder,
    JobBinding binding,
    LaunchProtocol protocol,
    QueueEntry queueEntry,
    DuplicateCheck duplicates,
    ReusedKey reusedKey,
    Withdrawal withdrawal,
    CancelRequests cancelRequests,
    Priorities priorities,
    Recovery recovery,
    JobTracker tracker,
    OrphanedJobs orphans) {

  /** Builds the parts; makes no call. */
  static EventScope of(Ports ports, Settings settings, Log log) {
    StatusPublisher publisher = new StatusPublisher(ports, log);
    RecordIsolation isolation = new RecordIsolation(ports, log, publisher);
    OutcomeRecorder recorder = new OutcomeRecorder(ports, log, publisher, isolation);
    JobBinding binding = new JobBinding(ports, log, publisher, recorder);
    ReusedKey reusedKey = new ReusedKey(ports, log, recorder);
    return new EventScope(
        ports,
        settings,
        log,
        publisher,
        isolation,
        recorder,
        binding,
        new LaunchProtocol(ports, settings, log, publisher, recorder, binding),
        new QueueEntry(ports, log, publisher, isolation, reusedKey),
        new DuplicateCheck(ports, log),
        reusedKey,
        new Withdrawal(ports, settings, log, publisher, recorder),
        new CancelRequests(ports, log, publisher, isolation, recorder),
        new Priorities(ports, settings, log, publisher, isolation),
        new Recovery(ports, settings, log, publisher, recorder, binding),
        new JobTracker(ports, settings, log, publisher, recorder),
        new OrphanedJobs(ports, isolation, binding));
  }
}
