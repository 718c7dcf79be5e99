package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A record's content is its spec, or its ending once the record is over. */
final class RecordAndContentTest {

  private static final SubmissionRecord RUNNING = SampleRecords.in(State.RUNNING);
  private static final SubmissionRecord SUCCEEDED = SampleRecords.in(State.SUCCEEDED);
  private static final byte[] SPEC = SampleRecords.utf8("{}");

  private final BucketQueue queue =
      new BucketQueue(SampleRecords.memory("state"), SampleRecords.tokens());

  @Test
  void aSpecIsOfWhatIsNotOverAndAnEndingOfWhatIs() {
    assertEquals(
        List.of("over: SUCCEEDED", "over: SUCCEEDED", "not over: RUNNING", "not over: RUNNING"),
        Stream.<Executable>of(
                () -> queue.create(SUCCEEDED, SPEC),
                () -> queue.spec(kept(SUCCEEDED)),
                () -> queue.createEnded(RUNNING, SampleRecords.ending(State.RUNNING)),
                () -> queue.ending(kept(RUNNING)))
            .map(call -> assertThrows(IllegalArgumentException.class, call))
            .map(thrown -> String.valueOf(thrown.getMessage()))
            .map(message -> message.replace(RUNNING.submission() + " is ", ""))
            .toList());
  }

  private static Versioned<SubmissionRecord> kept(SubmissionRecord record) {
    return new Versioned<>(record, "1", SampleRecords.NOON);
  }
}
