package dev.slipway.wiring;

import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Time;
import dev.slipway.web.Request;
import dev.slipway.web.Response;
import dev.slipway.web.Site;
import java.util.Map;
import java.util.Optional;

/** The status page put together. One for each process; safe for use by many threads. */
public final class StatusPage {

  private final Site site;
  private final Log log;

  private StatusPage(Site site, Log log) {
    this.site = site;
    this.log = log;
  }

  /**
   * Put together as the environment variables say: the same as the launcher's.
   *
   * @throws IllegalArgumentException when any are missing or wrong; its message names all of them
   * @throws IllegalStateException when the state bucket belongs to another deployment
   */
  public static StatusPage fromEnvironment() {
    Map<String, String> variables = System.getenv();
    Environment environment = Environment.of(variables);
    SystemTime time = new SystemTime();
    GoogleClients connections = GoogleClients.open(environment);
    OwnBucket.refuseForeign(connections.visibleBucket(environment)::require);
    return of(
        environment,
        connections,
        time,
        LaunchService.logs(variables, environment, time).apply(Optional.empty()));
  }

  /**
   * Put together from parts.
   *
   * @param connections whoever opened them closes them
   */
  public static StatusPage of(
      Environment environment, GoogleClients connections, Time time, Log log) {
    return new StatusPage(new Site(connections.views(environment, time, log), time::now), log);
  }

  /** Answers a request; what went wrong is told in general words, and in the log exactly. */
  public Response answer(Request request) {
    try {
      Response response = site.answer(request);
      if (response.status() == 503) {
        say(
            Log.Severity.WARNING,
            "the page cannot be made now: " + request.path(),
            Optional.empty());
      }
      return response;
    } catch (RuntimeException bug) {
      say(Log.Severity.ERROR, "a bug struck the page " + request.path(), Optional.of(bug));
      return Site.broken(request);
    }
  }

  private void say(Log.Severity severity, String message, Optional<Throwable> cause) {
    log.write(Log.Entry.of(severity, LogEvent.PAGE_FAILED, message).withCause(cause));
  }
}
