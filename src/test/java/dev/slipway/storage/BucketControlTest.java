package dev.slipway.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.port.Control.Pause;
import dev.slipway.dispatch.port.Control.Paused;
import dev.slipway.dispatch.port.Control.SweepState;
import dev.slipway.storage.tools.OperatorRequests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BucketControlTest {

  private final MemoryObjectStore bucket = SampleRecords.memory("state");
  private final BucketControl control = new BucketControl(bucket, SampleRecords.tokens());
  private final OperatorRequests requests = new OperatorRequests(bucket, SampleRecords.tokens());

  @Test
  void nothingIsSaidAtFirst() {
    assertEquals(Optional.empty(), control.pause());
    assertEquals(Optional.empty(), control.paused());
    assertEquals(Optional.empty(), control.sweep());
  }

  @Test
  void aPauseIsAnObjectWhoseTextIsTheReason() {
    put("control/pause", Map.of(), " the resource is rebooted\n");

    assertEquals(
        Optional.of(new Pause(SampleRecords.NOON, "the resource is rebooted")), control.pause());
  }

  @Test
  void aPauseNeedsNoReason() {
    put("control/pause", Map.of(), "");

    assertEquals(Optional.of(new Pause(SampleRecords.NOON, "")), control.pause());
  }

  @Test
  void launchingIsPausedAndResumedOnce() {
    assertTrue(requests.pause("why"));
    assertFalse(requests.pause("why else"));
    assertEquals(Optional.of(new Pause(SampleRecords.NOON, "why")), control.pause());

    assertTrue(requests.resume());
    assertFalse(requests.resume());
    assertEquals(Optional.empty(), control.pause());
  }

  @Test
  void theSweepGoesOnFromWhereItStopped() {
    assertTrue(control.noteSweep(new SweepState("équipe/7.json"), Optional.empty()));
    Versioned<SweepState> first = control.sweep().orElseThrow();
    assertEquals(new SweepState("équipe/7.json"), first.value());

    assertTrue(control.noteSweep(new SweepState(""), Optional.of(first)));
    assertFalse(control.noteSweep(new SweepState("x"), Optional.of(first)));
    assertEquals(new SweepState(""), control.sweep().orElseThrow().value());
  }

  @Test
  void pausesAreReadAsTheyWereNoted() {
    List<Paused> periods =
        List.of(
            new Paused(SampleRecords.NOON, SampleRecords.NOON.plusMillis(1)),
            new Paused(SampleRecords.NOON.plusSeconds(5), SampleRecords.NOON.plusSeconds(9)));

    assertTrue(control.notePaused(periods, Optional.empty()));

    Versioned<List<Paused>> kept = control.paused().orElseThrow();
    assertEquals(periods, kept.value());
    assertTrue(control.notePaused(List.of(), Optional.of(kept)));
    assertFalse(control.notePaused(periods, Optional.of(kept)));
  }

  @Test
  void pausesThatCannotBeReadCountAsNone() {
    put("control/pauses", Map.of("periods", "yesterday"), "");

    assertEquals(List.of(), control.paused().orElseThrow().value());
  }

  @Test
  void specsAreSweptForFromTheFirstTimeOn() {
    assertEquals(SampleRecords.NOON, control.since());

    assertEquals(0, bucket.find("control/since").orElseThrow().size());
    assertEquals(SampleRecords.NOON, control.since());
  }

  @Test
  void specsAreSweptForFromTheTimeThatIsWritten() {
    put("control/since", Map.of(), "2026-01-01T00:00:00Z\n");

    assertEquals(SampleRecords.NOON.minusSeconds(28_036_800), control.since());
  }

  @Test
  void aTimeThatCannotBeReadIsToldWithTheMend() {
    put("control/since", Map.of(), "yesterday");

    assertEquals(
        "gs://state/control/since is \"yesterday\", so that nothing is swept for; write a time into"
            + " it, such as 2026-11-21T12:00:00Z",
        assertThrows(RetryLater.class, control::since).getMessage());
  }

  private void put(String name, Map<String, String> metadata, String content) {
    bucket.write(
        new NewObject(name, NewObject.TEXT, metadata),
        SampleRecords.utf8(content),
        Optional.empty());
  }
}
