package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.port.StatusIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From a listing to the document. */
final class ReadStatusTest {

  private final MemoryObjectStore bucket = SampleRecords.memory("state");
  private final BucketStatusIndex index = new BucketStatusIndex(bucket);

  @Test
  void aStatusThatIsListedIsReadAsItWasWritten() {
    Status status = SampleRecords.status(SampleRecords.SUBMISSION, State.RUNNING);
    assertTrue(new BucketStatuses(bucket, SampleRecords.tokens()).write(status, Optional.empty()));

    StatusIndex.ListedStatus entry = index.list(10).entries().get(0);

    assertEquals(
        List.of(
            "specs", "team/job.json", SampleRecords.SUBMISSION.id(), Optional.of(State.RUNNING)),
        List.of(entry.bucket(), entry.object(), entry.id(), entry.state()));
    assertEquals(Optional.of(status), index.read(entry));
  }

  @Test
  void whatIsInNoBucketsFolderIsNoStatus() {
    bucket.write(
        new NewObject("status/odd", NewObject.TEXT, Map.of("id", "a1")),
        SampleRecords.utf8("{}"),
        Optional.empty());

    assertEquals(new StatusIndex.ListedStatuses(List.of(), false), index.list(10));
  }
}
