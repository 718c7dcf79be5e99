package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.CaseFiles;
import dev.slipway.GivingUp;
import dev.slipway.dispatch.model.Submission;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nothing is written down of yet is asked for again, and loses nothing by it. */
class RedeliveryIT {

  private static final String STATE = "slipway-made-later";
  private static final Path SPEC = CaseFiles.ROOT.resolve("function/specs/no-resource.json");

  private EmulatedCloud cloud;
  private DeployedFunction function;

  @BeforeEach
  void start() throws Exception {
    cloud = EmulatedCloud.start();
    Map<String, String> variables = new HashMap<>(cloud.variables());
    variables.put("SLIPWAY_STATE_BUCKET", STATE);
    function = DeployedFunction.start(variables);
  }

  @AfterEach
  void stop() throws Exception {
    function.close();
    cloud.close();
  }

  @Test
  void aSpecThatCannotBeWrittenDownIsDeliveredAgain() throws Exception {
    long generation = cloud.upload("early.json", Files.readString(SPEC));
    SampleEvent event = SampleEvent.now("storage-finalized").about("early.json", generation);
    Submission submission =
        new Submission(EmulatedCloud.SPECS, "early.json", Long.toString(generation));

    assertEquals(500, answer(event));
    String line = last(function.linesUntil(it -> it.contains("slipway.event.sent-back")));
    // Whose bucket it is must be known before anything is written down.
    String call = "Cloud Storage: write gs://" + STATE + "/control/deployment: 404 ";
    assertTrue(line.contains("event 1001 must be delivered again: " + call), line);
    assertEquals(line.indexOf(call), line.lastIndexOf(call), line);

    cloud.makeBucket(STATE);
    assertEquals(200, answer(event));
    cloud.tick(function);

    assertEquals(1, cloud.jobsOf(submission));
  }

  private int answer(SampleEvent event) throws Exception {
    return function.post(event.text()).get(GivingUp.AFTER.toSeconds(), TimeUnit.SECONDS);
  }

  private static String last(List<String> lines) {
    return lines.get(lines.size() - 1);
  }
}
