package dev.slipway.emulator.vertex;

import com.google.rpc.Code;
import dev.slipway.emulator.FaultDelay;
import dev.slipway.emulator.Journal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Faults on demand. Rules apply in the order they were added, to calls over either wire; several
 * may hit one call. Each hit is journaled as {@code fault.injected}. Safe for use by many threads.
 */
public final class VertexFaults {

  /** A rule, and how many calls of its method it has seen. */
  private static final class Rule {

    private final VertexMethod method;
    private final String displayName;
    private final int nth;
    private final VertexFault fault;
    private int seen;

    Rule(VertexMethod method, String displayName, int nth, VertexFault fault) {
      this.method = method;
      this.displayName = displayName;
      this.nth = nth;
      this.fault = fault;
    }

    boolean hits(VertexMethod called, String job) {
      if (called != method || !(displayName.isEmpty() || displayName.equals(job))) {
        return false;
      }
      seen++;
      return nth == EVERY || seen == nth;
    }
  }

  private static final int EVERY = 0;
  private static final String ANY_JOB = "";

  private final Clock clock;
  private final Journal journal;
  private final FaultDelay delay;
  private final List<Rule> rules = new ArrayList<>();
  private int injected;

  VertexFaults(Clock clock, Journal journal, FaultDelay delay) {
    this.clock = clock;
    this.journal = journal;
    this.delay = delay;
  }

  /**
   * Spoils one call.
   *
   * @param nth which call of the method, counted from now; 1 is the next
   * @throws IllegalArgumentException if {@code nth} is less than 1
   */
  public synchronized void onCall(int nth, VertexMethod method, VertexFault fault) {
    if (nth < 1) {
      throw new IllegalArgumentException(
          "the call to spoil is %d; the next one is 1".formatted(nth));
    }
    rules.add(new Rule(method, ANY_JOB, nth, fault));
  }

  /** Spoils every call of a method from now on. */
  public synchronized void onEveryCall(VertexMethod method, VertexFault fault) {
    rules.add(new Rule(method, ANY_JOB, EVERY, fault));
  }

  /** Spoils every creation of a job with this display name from now on, and of no other. */
  public synchronized void onEveryCreation(String displayName, VertexFault fault) {
    if (displayName.isEmpty()) {
      throw new IllegalArgumentException("the display name is empty; name the job to spoil");
    }
    rules.add(new Rule(VertexMethod.CREATE_CUSTOM_JOB, displayName, EVERY, fault));
  }

  /** Takes all rules away. Calls already hit stay hit. */
  public synchronized void clear() {
    rules.clear();
  }

  /** How many faults were injected so far. */
  public synchronized int injected() {
    return injected;
  }

  /**
   * Lets one call through, or not: every call passes here, whichever wire it came over.
   *
   * @param effect what the call does; gives its answer
   * @throws VertexException instead of the answer
   */
  <A> A pass(VertexMethod method, Supplier<A> effect) {
    return pass(method, ANY_JOB, effect);
  }

  /** The same for a call that creates a job with this display name. */
  <A> A pass(VertexMethod method, String displayName, Supplier<A> effect) {
    Supplier<A> call = effect;
    List<VertexFault> faults = hitting(method, displayName);
    for (int i = faults.size() - 1; i >= 0; i--) {
      call = spoiled(call, faults.get(i));
    }
    return call.get();
  }

  private synchronized List<VertexFault> hitting(VertexMethod method, String displayName) {
    List<VertexFault> faults = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.hits(method, displayName)) {
        faults.add(rule.fault);
        injected++;
        journal.add(
            clock.instant(),
            "fault.injected",
            method.rpc(),
            Map.of("call", Integer.toString(rule.seen), "fault", rule.fault.description()));
      }
    }
    return faults;
  }

  private <A> Supplier<A> spoiled(Supplier<A> call, VertexFault fault) {
    return () -> {
      if (fault instanceof VertexFault.Delay delay) {
        hold(delay.by());
        return call.get();
      }
      if (fault instanceof VertexFault.Refuse refuse) {
        throw new VertexException(refuse.code(), refuse.message());
      }
      var unused = call.get();
      if (fault instanceof VertexFault.ReplaceAnswer answer) {
        throw injected(answer.code());
      }
      throw new VertexAnswerLost();
    };
  }

  private void hold(Duration length) {
    try {
      delay.hold(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new VertexException(Code.CANCELLED, "The emulator is closing.");
    }
  }

  private static VertexException injected(Code code) {
    return new VertexException(code, "Injected fault: %s.".formatted(code));
  }
}
