package dev.slipway.dispatch.port;

import java.util.function.Supplier;

/**
 * Everything outside, together.
 *
 * @param specs the spec bucket
 * @param queue the records of active submissions
 * @param endings how submissions ended
 * @param statuses what people are told
 * @param leases who runs a pass
 * @param control what operators set
 * @param policies what operators allow
 * @param resources persistent resources
 * @param jobs custom jobs
 * @param schema what the API takes
 * @param time clocks
 * @param concurrently several calls at the same time
 * @param tokens fresh random IDs, each lower-case letters and digits, at most 63
 */
public record Ports(
    Specs specs,
    Queue queue,
    Endings endings,
    Statuses statuses,
    Leases leases,
    Control control,
    Policies policies,
    Resources resources,
    Jobs jobs,
    Schema schema,
    Time time,
    Concurrently concurrently,
    Supplier<String> tokens) {

  /** The same for one event. */
  public Ports forOneEvent() {
    return new Ports(
        specs,
        queue,
        endings,
        new ImpatientStatuses(statuses),
        leases,
        control,
        policies,
        resources,
        jobs,
        schema,
        time,
        concurrently,
        tokens);
  }
}
