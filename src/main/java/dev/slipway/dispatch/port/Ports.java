package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Everything outside, together.
 *
 * @param specs the spec bucket
 * @param queue the records of active submissions
 * @param outcomes how submissions ended
 * @param statuses what people are told
 * @param leases who runs a pass
 * @param control what operators set
 * @param policies what operators allow
 * @param resources persistent resources
 * @param jobs custom jobs
 * @param schema what the API takes
 * @param time clocks
 * @param reads several calls at the same time
 * @param tokens fresh random IDs, each lower-case letters and digits, at most 63
 */
public record Ports(
    Specs specs,
    Queue queue,
    Outcomes outcomes,
    Statuses statuses,
    Leases leases,
    Control control,
    Policies policies,
    Resources resources,
    Jobs jobs,
    Schema schema,
    Time time,
    ReadExecutor reads,
    Supplier<String> tokens) {

  /**
   * Changes an active record: with its spec, as everything about it is one object.
   *
   * @param old the record as it was read
   * @return what was written; empty when somebody else changed it meanwhile: then nothing was done
   * @throws RetryLater when the bucket does not answer
   */
  public Optional<Versioned<SubmissionRecord>> update(
      Versioned<SubmissionRecord> old, SubmissionRecord next) {
    return queue.spec(old).flatMap(spec -> queue.replace(old, next, spec));
  }

  /** The same for one event. */
  public Ports forOneEvent() {
    return new Ports(
        specs,
        queue,
        outcomes,
        new ImpatientStatuses(statuses),
        leases,
        control,
        policies,
        resources,
        jobs,
        schema,
        time,
        reads,
        tokens);
  }
}
