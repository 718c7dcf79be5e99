package dev.slipway.dispatch;

import dev.slipway.dispatch.Signal.Ignored;
import dev.slipway.dispatch.Signal.SpecArrived;
import dev.slipway.dispatch.Signal.SpecGone;
import dev.slipway.dispatch.Signal.SpecPublished;
import dev.slipway.dispatch.Signal.Tick;
import dev.slipway.dispatch.Signal.Unreadable;
import java.util.Optional;

/**
 * The whole of it: a signal is taken in, and then whatever is due is done. Safe for use by many
 * threads and by many processes that share a state bucket.
 */
public final class Slipway {

  private final Ports ports;
  private final Settings settings;

  /**
   * @param ports everything outside
   * @param settings how to behave
   */
  public Slipway(Ports ports, Settings settings) {
    this.ports = ports;
    this.settings = settings;
  }

  /**
   * Does what a signal asks for. When it returns, the event is done with: what is left to do, a
   * later pass does.
   *
   * @throws RetryLater when nothing is written down yet: the event must be delivered again
   */
  public void handle(Signal signal, Log log) {
    signal.match(new Handling(log)).run();
  }

  /** What each kind of signal comes to. */
  private final class Handling implements Signal.Cases<Runnable> {
    private final Log log;

    Handling(Log log) {
      this.log = log;
    }

    @Override
    public Runnable arrived(SpecArrived signal) {
      return () ->
          new Intake(ports, settings, log)
              .uploaded(signal.submission())
              .ifPresent(resource -> dispatch(Optional.of(resource), false));
    }

    @Override
    public Runnable published(SpecPublished signal) {
      return () ->
          new Intake(ports, settings, log)
              .published(signal.submission(), signal.content().toArray(), signal.published())
              .ifPresent(resource -> dispatch(Optional.of(resource), false));
    }

    /** What waits for a spec that is gone is withdrawn when its turn comes. */
    @Override
    public Runnable gone(SpecGone signal) {
      return () -> dispatch(Optional.empty(), false);
    }

    @Override
    public Runnable tick(Tick signal) {
      return () -> dispatch(Optional.empty(), true);
    }

    @Override
    public Runnable ignored(Ignored signal) {
      return () -> write(Log.Severity.INFO, LogEvent.EVENT_IGNORED, "ignored: " + signal.reason());
    }

    @Override
    public Runnable unreadable(Unreadable signal) {
      return () -> {
        ports.statuses().keepUnreadable(signal.name(), signal.content().toArray());
        write(
            Log.Severity.WARNING,
            LogEvent.EVENT_UNREADABLE,
            "event "
                + signal.name()
                + " cannot be read and will not be delivered again: "
                + signal.reason()
                + "; its data is kept under status/_unreadable/ in the state bucket");
      };
    }

    private void dispatch(Optional<String> resource, boolean isTick) {
      new Dispatcher(ports, settings, log).dispatch(resource, isTick);
    }

    private void write(Log.Severity severity, LogEvent event, String message) {
      log.write(new Log.Entry(severity, event, message, "", "", Optional.empty()));
    }
  }
}
