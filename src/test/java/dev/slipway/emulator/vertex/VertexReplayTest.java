package dev.slipway.emulator.vertex;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.emulator.GcloudIT;
import dev.slipway.emulator.ManualClock;
import dev.slipway.emulator.RecordedStep;
import dev.slipway.emulator.RestClient;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What gcloud 528 and Google's Node client 7.4.0 once sent, sent again. {@link GcloudIT} has gcloud
 * itself send it.
 */
class VertexReplayTest {

  @ParameterizedTest
  @CsvSource({"gcloud, 15", "node, 20"})
  void everyRecordedRequestIsAnsweredAsRecorded(String client, int requests) {
    List<RecordedStep> session = RecordedStep.session(client);
    assertEquals(requests, session.size());
    ManualClock clock = new ManualClock();
    try (VertexEmulator emulator = RecordedStep.emulator(clock)) {
      RestClient http = RestClient.of(emulator);
      for (RecordedStep step : session) {
        clock.advance(step.after());

        RestClient.Reply reply = http.send(step.request());

        assertAll(
            step.file(),
            () -> assertEquals(step.answer(), reply.body()),
            () -> assertEquals(step.status(), reply.status()));
      }
    }
  }
}
