package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.State;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A record's content is its spec, or its ending once the record is over. */
final class RecordAndContentTest {

  private static final QueueRecord RUNNING = Samples.in(State.RUNNING);
  private static final QueueRecord SUCCEEDED = Samples.in(State.SUCCEEDED);
  private static final byte[] SPEC = Samples.utf8("{}");

  private final BucketQueue queue = new BucketQueue(Samples.memory("state"), Samples.tokens());

  @Test
  void aSpecIsOfWhatIsNotOverAndAnEndingOfWhatIs() {
    assertEquals(
        List.of("over: SUCCEEDED", "over: SUCCEEDED", "not over: RUNNING", "not over: RUNNING"),
        Stream.<Executable>of(
                () -> queue.create(SUCCEEDED, SPEC),
                () -> queue.spec(kept(SUCCEEDED)),
                () -> queue.createEnded(RUNNING, Samples.ending(State.RUNNING)),
                () -> queue.ending(kept(RUNNING)))
            .map(call -> assertThrows(IllegalArgumentException.class, call))
            .map(thrown -> String.valueOf(thrown.getMessage()))
            .map(message -> message.replace(RUNNING.submission() + " is ", ""))
            .toList());
  }

  private static Kept<QueueRecord> kept(QueueRecord record) {
    return new Kept<>(record, "1", Samples.NOON);
  }
}
