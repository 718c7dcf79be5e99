package dev.slipway.dispatch;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.Settings;
import dev.slipway.dispatch.model.Signal;
import dev.slipway.dispatch.model.Signal.Ignored;
import dev.slipway.dispatch.model.Signal.SpecArrived;
import dev.slipway.dispatch.model.Signal.SpecGone;
import dev.slipway.dispatch.model.Signal.SpecPublished;
import dev.slipway.dispatch.model.Signal.Tick;
import dev.slipway.dispatch.model.Signal.UnreadableEvent;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.Log;
import dev.slipway.dispatch.port.LogEvent;
import dev.slipway.dispatch.port.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * The whole of it: a signal is taken in, and then whatever is due is done. Safe for use by many
 * threads and by many processes that share a state bucket.
 */
public final class EventHandler {

  private final Ports ports;
  private final Settings settings;

  /** Held while a spec is read that may have ended a process before. */
  private final Lock alone = new ReentrantLock();

  private final RecentSubmissions remembered = new RecentSubmissions();
  private final AtomicReference<String> latestResource;

  /** When this process looks next whether a sweep is due, by the clock that never jumps. */
  private final AtomicReference<Duration> nextSweep = new AtomicReference<>(Duration.ZERO);

  /**
   * @param ports everything outside
   * @param settings how to behave
   */
  public EventHandler(Ports ports, Settings settings) {
    this.ports = ports;
    this.settings = settings;
    this.latestResource = new AtomicReference<>(settings.defaultResource());
  }

  /**
   * Does what a signal asks for. When it returns, the event is done with: what is left to do, a
   * later pass does, and what a bug kept from being done, the launch or the sweep finds.
   *
   * @throws RetryLater when nothing is written down yet: the event must be delivered again
   */
  public void handle(Signal signal, Log log) {
    Handling handling = new Handling(log);
    try {
      signal.match(handling).queue().ifPresent(handling::serve);
    } catch (RetryLater e) {
      throw e;
    } catch (RuntimeException bug) {
      // Delivered again, it would strike again.
      handling.reportBug(bug);
    }
  }

  /** Takes in one signal of each kind, and returns what that leaves to do. */
  private final class Handling implements Signal.Cases<IntakeResult> {
    private final EventScope scope;
    private final Ports ports;
    private final Log log;

    Handling(Log log) {
      this.scope = EventScope.of(EventHandler.this.ports.forOneEvent(), settings, log);
      this.ports = scope.ports();
      this.log = log;
    }

    @Override
    public IntakeResult arrived(SpecArrived signal) {
      return once(
          signal.submission(),
          signal.submission().id(),
          signal.at(),
          intake -> intake.uploaded(signal.submission()),
          () -> {});
    }

    @Override
    public IntakeResult published(SpecPublished signal) {
      byte[] content = signal.content().toArray();
      return once(
          signal.submission(),
          Submission.reusing(signal.submission().object(), content).id(),
          signal.published(),
          intake ->
              intake.published(signal.submission(), signal.name(), content, signal.published()),
          () -> scope.reusedKey().refuseIfOther(signal.submission(), content, signal.published()));
    }

    @Override
    public IntakeResult gone(SpecGone signal) {
      return scope.withdrawal().gone(signal);
    }

    @Override
    public IntakeResult tick(Tick signal) {
      dispatch(Optional.empty(), true);
      sweep().forEach(this::serve);
      return IntakeResult.DONE;
    }

    @Override
    public IntakeResult ignored(Ignored signal) {
      write(Log.Severity.INFO, LogEvent.EVENT_IGNORED, "ignored: " + signal.reason());
      return IntakeResult.DONE;
    }

    @Override
    public IntakeResult unreadable(UnreadableEvent signal) {
      ports.statuses().keepUnreadable(signal.name(), signal.content().toArray());
      write(
          Log.Severity.WARNING,
          LogEvent.EVENT_UNREADABLE,
          "event "
              + signal.name()
              + " cannot be read and will not be delivered again: "
              + signal.reason()
              + "; its data is kept under unreadable/ in the state bucket");
      return IntakeResult.DONE;
    }

    /**
     * An event may be delivered again long after: what is due by then, ticks do.
     *
     * @param content tells what the event brings from all that others bring
     * @param known what there is to do for a late event when its submission is known
     */
    private IntakeResult once(
        Submission submission,
        String content,
        Instant sent,
        Function<Intake, IntakeResult> take,
        Runnable known) {
      if (remembered.contains(content)) {
        DuplicateCheck.acknowledge(submission, "was taken in before", log);
        return IntakeResult.DONE;
      }
      boolean isLate = DuplicateCheck.isLate(sent, ports.time().now());
      Optional<IntakeResult> before =
          isLate ? scope.duplicates().ask(submission) : Optional.empty();
      if (before.isPresent()) {
        known.run();
      }
      IntakeResult result = before.orElseGet(() -> take.apply(intake(isLate)));
      remembered.add(content);
      return result;
    }

    /** With a direct launch, whose reading begins at once. */
    private Intake intake(boolean isLate) {
      DirectLaunch direct = DirectLaunch.begin(scope, latestResource);
      SpecReader reader = isLate ? new SpecReader.Again(ports, alone) : SpecReader.first(ports);
      return new Intake(scope, reader, Optional.of(direct));
    }

    private void serve(String resource) {
      dispatch(Optional.of(resource), false);
    }

    private void dispatch(Optional<String> resource, boolean isTick) {
      new Dispatcher(scope).dispatch(resource, isTick);
    }

    /**
     * After the passes, which it must not delay.
     *
     * @return the persistent resources in whose queues it put something
     */
    private List<String> sweep() {
      Duration now = ports.time().elapsed();
      if (now.compareTo(nextSweep.get()) < 0) {
        return List.of();
      }
      try {
        Sweep.SweepResult outcome = new Sweep(scope, alone).run();
        nextSweep.set(now.plus(outcome.again()));
        return outcome.taken();
      } catch (RetryLater e) {
        sweepFailed(Log.Severity.WARNING, "the sweep is left to the next tick", e);
      } catch (RuntimeException e) {
        sweepFailed(Log.Severity.ERROR, "a bug ended the sweep; please report it", e);
      }
      return List.of();
    }

    private void sweepFailed(Log.Severity severity, String what, RuntimeException why) {
      write(severity, LogEvent.SWEEP_FAILED, what + ": " + why.getMessage(), Optional.of(why));
    }

    private void reportBug(RuntimeException bug) {
      write(
          Log.Severity.ERROR,
          LogEvent.EVENT_FAILED,
          "a bug struck an event, which is acknowledged; please report it with this log entry",
          Optional.of(bug));
    }

    private void write(Log.Severity severity, LogEvent event, String message) {
      write(severity, event, message, Optional.empty());
    }

    private void write(
        Log.Severity severity, LogEvent event, String message, Optional<Throwable> why) {
      log.write(Log.Entry.of(severity, event, message).withCause(why));
    }
  }
}
