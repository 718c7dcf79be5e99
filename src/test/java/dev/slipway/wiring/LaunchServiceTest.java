package dev.slipway.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.dispatch.model.Bytes;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.port.Control;
import dev.slipway.dispatch.port.Jobs;
import dev.slipway.dispatch.port.Leases;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Outcomes;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.Queue;
import dev.slipway.dispatch.port.ReadExecutor;
import dev.slipway.dispatch.port.Resources;
import dev.slipway.dispatch.port.Schema;
import dev.slipway.dispatch.port.Specs;
import dev.slipway.dispatch.port.Statuses;
import dev.slipway.dispatch.port.Time;
import dev.slipway.event.Event;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LaunchServiceTest {

  private final List<Log.Entry> log = new ArrayList<>();

  @Test
  void whereTheRequirementIsNotMetAnEventIsSentBackAndNothingDone() {
    RetryLater unmet = new RetryLater("gs://state belongs to another deployment", new Exception());
    LaunchService launcher =
        LaunchService.of(
            Environment.of(
                Map.of(
                    "SLIPWAY_PROJECT", "my-project",
                    "SLIPWAY_LOCATION", "us-central1",
                    "SLIPWAY_SPEC_BUCKET", "specs",
                    "SLIPWAY_STATE_BUCKET", "state")),
            untouchable(),
            () -> {
              throw unmet;
            },
            trace -> log::add);

    assertEquals(unmet, assertThrows(RetryLater.class, () -> launcher.accept(event())));
    assertEquals(
        List.of(
            Log.Entry.of(
                    Log.Severity.WARNING,
                    LogEvent.EVENT_SENT_BACK,
                    "event e-1 must be delivered again: gs://state belongs to another deployment")
                .withCause(Optional.ofNullable(unmet.getCause()))),
        log);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|''",
        "none|; no policy, on purpose: every spec is allowed",
        "gs://state/policy/1f.json|; policy gs://state/policy/1f.json",
      })
  void theLogAtStartSaysOnceWhatIsAllowed(String policy, String told) {
    LaunchService.sayStarted(
        Environment.of(
            Map.of(
                "SLIPWAY_PROJECT", "my-project",
                "SLIPWAY_LOCATION", "us-central1",
                "SLIPWAY_SPEC_BUCKET", "specs",
                "SLIPWAY_STATE_BUCKET", "state",
                "SLIPWAY_POLICY", policy)),
        log::add);

    Log.Entry where =
        started(
            Log.Severity.INFO,
            "specs from gs://specs/*, state in gs://state, jobs in my-project/us-central1 at"
                + " us-central1-aiplatform.googleapis.com:443"
                + told);
    Log.Entry notice = started(Log.Severity.WARNING, "there is no policy: every spec is allowed");
    assertEquals(policy.isEmpty() ? List.of(where, notice) : List.of(where), log);
  }

  private static Log.Entry started(Log.Severity severity, String message) {
    return Log.Entry.of(severity, LogEvent.STARTED, message);
  }

  private static Event event() {
    return new Event("e-1", "any", "", Optional.empty(), Optional.empty(), Bytes.of(new byte[0]));
  }

  private static Ports untouchable() {
    return new Ports(
        untouchable(Specs.class),
        untouchable(Queue.class),
        untouchable(Outcomes.class),
        untouchable(Statuses.class),
        untouchable(Leases.class),
        untouchable(Control.class),
        untouchable(Policies.class),
        untouchable(Resources.class),
        untouchable(Jobs.class),
        untouchable(Schema.class),
        untouchable(Time.class),
        untouchable(ReadExecutor.class),
        () -> "t");
  }

  private static <T> T untouchable(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (self, method, arguments) -> {
              throw new AssertionError("called: " + method);
            }));
  }
}
