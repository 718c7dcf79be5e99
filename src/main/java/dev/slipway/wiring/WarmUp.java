package dev.slipway.wiring;

import dev.slipway.dispatch.check.SpecContext;
import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import java.nio.charset.StandardCharsets;

/**
 * What the first event would have to wait for, begun beside the rest of the start: some thousand
 * classes. Nothing depends on it, and it changes nothing: whatever befalls it, the start goes on.
 */
final class WarmUp {

  /** Of the commonest form. */
  private static final String SPEC =
      """
      {"displayName": "warm-up", "labels": {"team": "none"}, "jobSpec": {
        "persistentResourceId": "none", "workerPoolSpecs": [{
          "machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": "1",
          "containerSpec": {"imageUri": "none", "args": ["none"]}}]}}\
      """;

  private WarmUp() {}

  /** Begins; returns at once. */
  static void begin(Ports ports, Log log) {
    Thread thread = new Thread(() -> run("spec", log, () -> check(ports)), "warm-up-spec");
    thread.setDaemon(true);
    thread.start();
  }

  private static void check(Ports ports) {
    var unused =
        SpecReading.of(
            SPEC.getBytes(StandardCharsets.UTF_8),
            ports.schema(),
            new SpecContext("", "warm-up.json", new Team.Folder(""), Policy.ALLOW_ALL));
  }

  /** Never throws: a thread of its own would print that line by line on standard error. */
  static void run(String what, Log log, Runnable work) {
    try {
      work.run();
    } catch (RetryLater e) {
      // The first event meets the same, and tells it.
    } catch (RuntimeException | Error e) {
      String message =
          "a bug struck the warm-up of the " + what + "; please report it with this log entry";
      log.write(Log.Entry.of(Log.Severity.ERROR, LogEvent.WARM_UP_FAILED, message).withCause(e));
    }
  }
}
