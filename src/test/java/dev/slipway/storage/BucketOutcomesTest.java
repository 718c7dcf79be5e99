package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.Outcome;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.port.Outcomes;
import dev.slipway.report.StatusJson;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BucketOutcomesTest {

  private static final String ID = SampleRecords.SUBMISSION.id();
  private static final String NAME = "done/" + ID;

  private final MemoryObjectStore bucket = SampleRecords.memory("state");
  private final Outcomes endings =
      new BucketOutcomes(new LostAnswers(bucket), SampleRecords.tokens());

  @Test
  void whatHasNotEndedHasNoEnding() {
    assertFalse(endings.exists(ID));
    assertEquals(Optional.empty(), endings.find(ID));
  }

  @Test
  void anEndingIsWrittenOnce() {
    endings.create(ID, SampleRecords.ending(State.SUCCEEDED));
    endings.create(ID, SampleRecords.ending(State.FAILED));

    assertTrue(endings.exists(ID));
    assertEquals(Optional.of(SampleRecords.ending(State.SUCCEEDED)), endings.find(ID));
  }

  @Test
  void anEndingReadsLikeThis() {
    endings.create(ID, SampleRecords.ending(State.SUCCEEDED));

    assertEquals(
        "{\"schemaVersion\":1,\"status\":"
            + CompactJson.write(
                CompactJson.parse(StatusJson.write(SampleRecords.ending(State.SUCCEEDED).status())))
            + ",\"spec\":\"{\\\"displayName\\\":\\\"a <b> \\\\u00fc\\\"}\"}",
        SampleRecords.text(bucket.read(NAME, 1 << 20).orElseThrow()));
    assertEquals(
        Map.of("state", "SUCCEEDED", "token", "token-1"),
        bucket.find(NAME).orElseThrow().metadata());
  }

  @Test
  void aPlainSpecOfOneMebibyteIsKeptWhole() {
    Outcome outcome = ending("a\u00fc".repeat(350_000));
    endings.create(ID, outcome);

    assertEquals(Optional.of(outcome), endings.find(ID));
  }

  @Test
  void aSpecThatIsAllEscapesIsCutAndMarkedAsCut() {
    endings.create(ID, ending("\u0001".repeat(1 << 20)));

    String kept = endings.find(ID).orElseThrow().spec();
    assertEquals("\u0001".repeat((1 << 18) - 1) + "…", kept);
    assertTrue(bucket.find(NAME).orElseThrow().size() <= OutcomeJson.LARGEST_SPEC + (64 << 10));
  }

  private static Outcome ending(String spec) {
    return new Outcome(SampleRecords.ending(State.REJECTED).status(), spec);
  }

  @Test
  void anEndingOfANewerVersionIsLeftAlone() {
    put("{\"schemaVersion\":2}");

    assertTrue(endings.exists(ID));
    assertEquals(
        "gs://state/"
            + NAME
            + " cannot be read: schemaVersion is 2, not 1. If a newer version of Slipway wrote it,"
            + " run that; if it was changed by hand, put it right or delete it.",
        assertThrows(RetryLater.class, () -> endings.find(ID)).getMessage());
  }

  @Test
  void aBrokenEndingIsNotTakenForNone() {
    put("{\"schemaVersion\":1}");

    assertEquals(
        "gs://state/"
            + NAME
            + " cannot be read: status is not an object. If a newer version of Slipway wrote it,"
            + " run that; if it was changed by hand, put it right or delete it.",
        assertThrows(RetryLater.class, () -> endings.find(ID)).getMessage());
  }

  private void put(String content) {
    bucket.write(
        new NewObject(NAME, NewObject.JSON, Map.of()),
        SampleRecords.utf8(content),
        Optional.empty());
  }
}
