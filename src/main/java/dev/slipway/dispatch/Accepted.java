package dev.slipway.dispatch;

import dev.slipway.spec.Problem;
import java.util.List;
import java.util.stream.Stream;

/**
 * A submission that nothing is wrong with and that has no record yet.
 *
 * @param entry its record, waiting
 * @param spec its bytes
 * @param reading what was read of them
 * @param policy the policy that it was checked with
 */
record Accepted(QueueRecord entry, Bytes spec, SpecReading reading, Policies.Current policy) {

  /** For one whose record exists already. */
  void refuseIfItsKeyIsReused(Ports ports, Log log) {
    new ReusedKey(ports, log)
        .refuseIfOther(entry.submission(), spec.toArray(), entry.ask().arrival());
  }

  /** What there is to say although it is taken. */
  List<Problem> warnings() {
    return Stream.concat(reading.warnings().stream(), policy.problem().stream()).toList();
  }
}
