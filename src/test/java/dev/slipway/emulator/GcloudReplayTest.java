package dev.slipway.emulator;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What gcloud once sent, sent again. {@link GcloudIT} has gcloud itself send it. */
class GcloudReplayTest {

  @Test
  void everyRecordedRequestIsAnsweredAsRecorded() {
    ManualClock clock = new ManualClock();
    try (VertexEmulator emulator = GcloudStep.emulator(clock)) {
      RestClient client = RestClient.of(emulator);
      for (GcloudStep step : GcloudStep.session()) {
        clock.advance(step.after());

        RestClient.Reply reply = client.send(step.request());

        assertAll(
            step.file(),
            () -> assertEquals(step.answer(), reply.body()),
            () -> assertEquals(step.status(), reply.status()));
      }
    }
  }
}
