package dev.slipway.dispatch;

import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.problem.Problem;
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
record ValidatedSubmission(
    SubmissionRecord entry, Bytes spec, SpecReading reading, Policies.Current policy) {

  /** What there is to say although it is taken. */
  List<Problem> warnings() {
    return Stream.concat(reading.warnings().stream(), policy.problem().stream()).toList();
  }
}
