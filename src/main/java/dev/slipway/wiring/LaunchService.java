package dev.slipway.wiring;

import dev.slipway.dispatch.EventHandler;
import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Policies;
import dev.slipway.dispatch.port.Ports;
import dev.slipway.dispatch.port.ReadExecutor.Pending;
import dev.slipway.event.Event;
import dev.slipway.event.Events;
import dev.slipway.log.JsonLog;
import dev.slipway.log.TextLog;
import dev.slipway.report.Wording;
import dev.slipway.runtime.ConcurrencyLimit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Slipway put together: events in, jobs out. One for each process; safe for use by many threads.
 */
public final class LaunchService {

  private final ConcurrencyLimit room = ConcurrencyLimit.inHeapOf(Runtime.getRuntime().maxMemory());
  private final Events events;
  private final EventHandler slipway;
  private final Runnable requirement;
  private final Function<Optional<String>, Log> logs;

  private LaunchService(
      Events events,
      EventHandler slipway,
      Runnable requirement,
      Function<Optional<String>, Log> logs) {
    this.events = events;
    this.slipway = slipway;
    this.requirement = requirement;
    this.logs = logs;
  }

  /**
   * Put together as the environment variables say.
   *
   * @throws IllegalArgumentException when any are missing or wrong; its message names all of them
   * @throws IllegalStateException when the state bucket belongs to another deployment
   */
  public static LaunchService fromEnvironment() {
    Map<String, String> variables = Environment.variables();
    Environment environment = Environment.of(variables);
    SystemTime time = new SystemTime();
    Function<Optional<String>, Log> logs = logs(variables, environment, time);
    GoogleClients connections = GoogleClients.open(environment);
    OwnBucket own = connections.ownBucket(environment);
    Log log = logs.apply(Optional.empty());
    Ports ports = connections.ports(environment, time, log);
    Pending<OwnBucket> asked = ports.reads().begin(own::require);
    WarmUp.begin(ports, log);
    Policies.Current policy = ports.policies().current();
    OwnBucket.refuseForeign(asked);
    sayStarted(environment, log);
    sayUnusable(policy, log);
    return of(environment, ports, own::require, logs);
  }

  /**
   * Put together from parts.
   *
   * @param logs a log for a request's {@code traceparent}, or for no request
   */
  public static LaunchService of(
      Environment environment, Ports ports, Function<Optional<String>, Log> logs) {
    return of(environment, ports, () -> {}, logs);
  }

  /**
   * The same with a requirement.
   *
   * @param requirement throws {@link RetryLater} when no event may be handled
   */
  static LaunchService of(
      Environment environment,
      Ports ports,
      Runnable requirement,
      Function<Optional<String>, Log> logs) {
    return new LaunchService(
        new Events(environment.specs(), environment.ticksFrom(), ports.time()::now),
        new EventHandler(ports, environment.settings()),
        requirement,
        logs);
  }

  /**
   * Handles one event. When it returns, the event is done with.
   *
   * @throws RetryLater when it must be delivered again
   */
  public void accept(Event event) {
    accept(() -> event);
  }

  /**
   * The same with an event that is read only once there is room for it in memory. What reading
   * throws is thrown on.
   */
  public void accept(Supplier<Event> event) {
    room.enter(() -> handle(event.get()));
  }

  private void handle(Event event) {
    Log log = logs.apply(event.traceparent());
    try {
      requirement.run();
      slipway.handle(events.read(event), log);
    } catch (RetryLater e) {
      log.write(
          Log.Entry.of(
                  Log.Severity.WARNING,
                  LogEvent.EVENT_SENT_BACK,
                  "event " + event.id() + " must be delivered again: " + e.getMessage())
              // The message has its own words already.
              .withCause(Optional.ofNullable(e.getCause())));
      throw e;
    }
  }

  /** Cloud Run and Cloud Functions set K_SERVICE; there, each line of JSON becomes a log entry. */
  static Function<Optional<String>, Log> logs(
      Map<String, String> variables, Environment environment, SystemTime time) {
    if (variables.containsKey("K_SERVICE")) {
      JsonLog log = new JsonLog(System.out, time::now, environment.project());
      return log::withTrace;
    }
    TextLog log = new TextLog(System.out, time::now);
    return trace -> log;
  }

  /** Where everything is, and what is allowed. */
  static void sayStarted(Environment environment, Log log) {
    say(
        log,
        Log.Severity.INFO,
        "specs from gs://%s/%s*, state in gs://%s, jobs in %s/%s at %s%s"
            .formatted(
                environment.specBucket(),
                environment.specPrefix(),
                environment.stateBucket(),
                environment.project(),
                environment.location(),
                environment.vertexEndpoint(),
                environment.policy().describe().map(policy -> "; " + policy).orElse("")));
    environment
        .policy()
        .notice()
        .ifPresent(notice -> say(log, Log.Severity.WARNING, Wording.line(notice)));
    environment.notes().forEach(note -> say(log, Log.Severity.WARNING, note));
  }

  private static void sayUnusable(Policies.Current policy, Log log) {
    if (policy.policy().isEmpty()) {
      String message = "nothing is launched until the policy can be used: " + policy.why();
      log.write(Log.Entry.of(Log.Severity.ERROR, LogEvent.POLICY_UNREADABLE, message));
    }
  }

  private static void say(Log log, Log.Severity severity, String message) {
    log.write(Log.Entry.of(severity, LogEvent.STARTED, message));
  }
}
