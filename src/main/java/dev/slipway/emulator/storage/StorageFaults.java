package dev.slipway.emulator.storage;

import dev.slipway.emulator.FaultDelay;
import dev.slipway.emulator.Journal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Faults on demand: what is to go wrong with which calls. Each fault that befell a call is in the
 * journal as {@code fault.injected}. Safe for use by many threads.
 */
public final class StorageFaults {

  private static final class CountedFault {
    private final StorageFaultRule rule;
    private int calls;

    CountedFault(StorageFaultRule rule) {
      this.rule = rule;
    }
  }

  /** A fault that is due, with the number of the call among those its rule counts. */
  private record DueFault(StorageFault fault, int number) {}

  private final Journal journal;
  private final Clock clock;
  private final FaultDelay delay;
  private final List<CountedFault> rules = new ArrayList<>();
  private int injected;

  /**
   * @param journal takes note of each fault that befell a call
   * @param clock stamps the journal
   * @param delay how a delayed call waits, in a thread of its own
   */
  StorageFaults(Journal journal, Clock clock, FaultDelay delay) {
    this.journal = journal;
    this.clock = clock;
    this.delay = delay;
  }

  /** Adds a rule. Where several befall one call, the one added first stands before the others. */
  public synchronized void add(StorageFaultRule rule) {
    rules.add(new CountedFault(rule));
  }

  /** Forgets all rules; calls already befallen stay so. */
  public synchronized void clear() {
    rules.clear();
  }

  /** How many faults befell calls so far. */
  public synchronized int injected() {
    return injected;
  }

  /** Answers a call as the rules want; see {@link StorageInterceptor}. */
  StorageAnswer answer(StorageRequest request, Function<StorageRequest, StorageAnswer> next) {
    List<DueFault> due = due(request);
    Function<StorageRequest, StorageAnswer> chain = next;
    for (int i = due.size() - 1; i >= 0; i--) {
      DueFault fault = due.get(i);
      Function<StorageRequest, StorageAnswer> rest = chain;
      chain = call -> befall(fault, call, rest);
    }
    return chain.apply(request);
  }

  private synchronized List<DueFault> due(StorageRequest request) {
    List<DueFault> due = new ArrayList<>();
    for (CountedFault counted : rules) {
      if (counted.rule.counts(request)) {
        counted.calls++;
        if (counted.rule.befalls(counted.calls)) {
          due.add(new DueFault(counted.rule.fault(), counted.calls));
          injected++;
          note(counted.rule.fault(), request, counted.calls);
        }
      }
    }
    return due;
  }

  private void note(StorageFault fault, StorageRequest request, int number) {
    journal.add(
        clock.instant(),
        "fault.injected",
        request.subject().isEmpty() || request.names().size() > 1
            ? String.join("/", request.names())
            : request.bucket() + "/" + request.subject(),
        Map.of(
            "call",
            request.call().id(),
            "number",
            Integer.toString(number),
            "fault",
            fault.text()));
  }

  private StorageAnswer befall(
      DueFault due, StorageRequest request, Function<StorageRequest, StorageAnswer> next) {
    StorageFault fault = due.fault();
    if (fault instanceof StorageFault.RefusedCall answer) {
      return refusal(answer.status(), request.call(), due.number());
    }
    if (fault instanceof StorageFault.LateCall delay) {
      return delayed(delay.by(), request, next);
    }
    if (fault instanceof StorageFault.LostCall) {
      return StorageAnswer.LOST;
    }
    StorageAnswer answer = next.apply(request);
    if (fault instanceof StorageFault.LateAnswer late) {
      return refusal(late.status(), request.call(), due.number());
    }
    return fault instanceof StorageFault.CutAnswer ? answer.cut() : StorageAnswer.LOST;
  }

  private StorageAnswer delayed(
      Duration by, StorageRequest request, Function<StorageRequest, StorageAnswer> next) {
    try {
      delay.hold(by);
    } catch (InterruptedException e) {
      // The emulator closes: the call was never served.
      Thread.currentThread().interrupt();
      return StorageAnswer.LOST;
    }
    return next.apply(request);
  }

  private static StorageAnswer refusal(int status, StorageCall call, int number) {
    String message =
        String.format("Fault on demand: call %d of %s answers %d.", number, call.id(), status);
    StorageRefusal refusal = new StorageRefusal(status, reason(status), message);
    return call == StorageCall.OBJECTS_READ
        ? StorageAnswer.plain(refusal)
        : StorageAnswer.of(refusal);
  }

  /** https://cloud.google.com/storage/docs/json_api/v1/status-codes */
  private static String reason(int status) {
    return switch (status) {
      case 401 -> "authError";
      case 403 -> "forbidden";
      case 404 -> "notFound";
      case 409 -> "conflict";
      case 412 -> "conditionNotMet";
      case 429 -> "rateLimitExceeded";
      default -> status < 500 ? "invalid" : "backendError";
    };
  }
}
