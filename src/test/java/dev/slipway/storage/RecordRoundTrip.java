package dev.slipway.storage;

import dev.slipway.dispatch.model.SubmissionRecord;
import java.util.Map;

/** Records out of any metadata, for tests of other packages. */
public final class RecordRoundTrip {

  private RecordRoundTrip() {}

  /**
   * Reads a record, writes it and reads it again.
   *
   * @throws AssertionError when another comes back
   */
  public static void check(Map<String, String> metadata) {
    SubmissionRecord first;
    try {
      first = RecordMetadata.decode(metadata);
    } catch (UnreadableObject declared) {
      return;
    }
    SubmissionRecord second = RecordMetadata.decode(RecordMetadata.encode(first));
    if (!first.equals(second)) {
      throw new AssertionError(first + " came back as " + second);
    }
  }
}
