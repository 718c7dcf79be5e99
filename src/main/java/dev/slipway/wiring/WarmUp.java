package dev.slipway.wiring;

import dev.slipway.dispatch.Ports;
import dev.slipway.dispatch.RetryLater;
import dev.slipway.dispatch.SpecCheck;
import dev.slipway.policy.Policy;
import java.nio.charset.StandardCharsets;

/**
 * What the first event would have to wait for, begun beside the rest of the start: some thousand
 * classes, a connection, a token. Nothing depends on it, and it changes nothing.
 */
final class WarmUp {

  /** Of the commonest form. */
  private static final String SPEC =
      """
      {"displayName": "warm-up", "labels": {"team": "none"}, "jobSpec": {
        "persistentResourceId": "none", "workerPoolSpecs": [{
          "machineSpec": {"machineType": "n1-standard-4"}, "replicaCount": "1",
          "containerSpec": {"imageUri": "none", "args": ["none"]}}]}}""";

  private WarmUp() {}

  /** Begins; returns at once. */
  static void begin(Ports ports) {
    begin(
        "spec",
        () -> {
          var unused =
              SpecCheck.of(
                  SPEC.getBytes(StandardCharsets.UTF_8),
                  ports.schema(),
                  new SpecCheck.Context("", "warm-up.json", Policy.ALLOW_ALL));
        });
    begin(
        "state",
        () -> {
          var unused = ports.control().pause();
        });
  }

  private static void begin(String what, Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (RetryLater e) {
                // The first event meets the same, and tells it.
              }
            },
            "warm-up-" + what);
    thread.setDaemon(true);
    thread.start();
  }
}
