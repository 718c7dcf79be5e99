package dev.slipway.function;

import com.google.rpc.Code;
import dev.slipway.emulator.storage.StorageFault;
import dev.slipway.emulator.vertex.VertexFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fault that an emulator knows, and how often it strikes.
 *
 * @param kind the fault
 * @param name as the table has it
 * @param howOften how often it strikes
 */
record MatrixFault(EmulatorFault kind, String name, HowOften howOften) {

  /** Either emulator's fault. */
  sealed interface EmulatorFault {}

  /** One of Cloud Storage's. */
  record OfStorage(StorageFault fault) implements EmulatorFault {}

  /** One of Vertex AI's. */
  record OfVertex(VertexFault fault) implements EmulatorFault {}

  /** How often a fault strikes. */
  enum HowOften {
    /** One call; the client's next try goes through. */
    ONCE,
    /** That call and all like it, until the function has returned: longer than any retry. */
    ALWAYS;

    @Override
    public String toString() {
      return this == ONCE ? "once" : "always";
    }
  }

  /** Longer than {@link MatrixCloud.ClientTimeouts#STALLED} waits for an answer. */
  static final Duration STALL = Duration.ofSeconds(2);

  /** Longer than an answer to a creation is waited for; see {@link #grace}. */
  private static final Duration STALL_OF_CREATION = Duration.ofMillis(3500);

  /**
   * One of each kind: 403 stands for what is never tried again (400, 401, 409), 503 for what is
   * (500, 502, 504).
   */
  private static final List<Integer> STATUSES = List.of(403, 404, 412, 429, 503);

  private static final Set<Code> REFUSALS =
      EnumSet.of(
          Code.INVALID_ARGUMENT,
          Code.NOT_FOUND,
          Code.PERMISSION_DENIED,
          Code.UNAUTHENTICATED,
          Code.RESOURCE_EXHAUSTED,
          Code.FAILED_PRECONDITION);

  private static final Set<Integer> READS_TRIED_AGAIN = Set.of(503);

  /** 412 not by the client, but by some of our own loops. */
  private static final Set<Integer> WRITES_TRIED_AGAIN = Set.of(412, 429, 503);

  /** What the clients try again, so that it matters how often it comes. */
  private static final Set<Code> TRIED_AGAIN =
      EnumSet.of(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED, Code.RESOURCE_EXHAUSTED);

  private static final Set<Code> NO_ERRORS = EnumSet.of(Code.OK, Code.UNRECOGNIZED);

  /** All faults of Cloud Storage. */
  static List<StorageFault> storage() {
    List<StorageFault> faults = new ArrayList<>();
    STATUSES.forEach(status -> faults.add(new StorageFault.RefusedCall(status)));
    faults.add(new StorageFault.LateAnswer(503));
    faults.add(new StorageFault.LostAnswer());
    faults.add(new StorageFault.CutAnswer());
    faults.add(new StorageFault.LostCall());
    faults.add(new StorageFault.LateCall(STALL));
    return faults;
  }

  /** All faults of Vertex AI. */
  static List<VertexFault> vertex(MatrixCall call) {
    List<Code> codes =
        Arrays.stream(Code.values()).filter(code -> !NO_ERRORS.contains(code)).toList();
    return Stream.of(
            codes.stream().map(VertexFault::refuse),
            codes.stream().map(VertexFault::answer),
            Stream.of(
                VertexFault.loseAnswer(),
                VertexFault.delay(call.isCreation() ? STALL_OF_CREATION : STALL)))
        .flatMap(faults -> faults)
        .toList();
  }

  /** All that can befall a call and makes a difference there. */
  static List<MatrixFault> of(MatrixCall call) {
    return Stream.of(HowOften.values())
        .flatMap(
            howOften ->
                call.isStorage()
                    ? storage().stream()
                        .map(f -> new MatrixFault(new OfStorage(f), f.text(), howOften))
                    : vertex(call).stream()
                        .map(f -> new MatrixFault(new OfVertex(f), f.description(), howOften)))
        .filter(fault -> !call.isRead() || !fault.isAboutEffects())
        .filter(fault -> !fault.isAlways() || fault.isWorthRepeating(call))
        .toList();
  }

  /** Whether it is another one with or without an effect: a call that only reads has none. */
  private boolean isAboutEffects() {
    return (kind instanceof OfStorage storage
            && (storage.fault() instanceof StorageFault.LateAnswer
                || storage.fault() instanceof StorageFault.LostCall))
        || (kind instanceof OfVertex vertex && vertex.fault() instanceof VertexFault.ReplaceAnswer);
  }

  /** A stall without end is left out: it would take its time, and look like a lost answer. */
  private boolean isWorthRepeating(MatrixCall call) {
    if (kind instanceof OfStorage storage) {
      return storage.fault() instanceof StorageFault.RefusedCall answer
          ? (call.isRead() ? READS_TRIED_AGAIN : WRITES_TRIED_AGAIN).contains(answer.status())
          : storage.fault() instanceof StorageFault.LostAnswer && !call.isRead();
    }
    return kind instanceof OfVertex vertex
        && !(vertex.fault() instanceof VertexFault.Delay)
        && (!(vertex.fault() instanceof VertexFault.Refuse refuse)
            || TRIED_AGAIN.contains(refuse.code()))
        && (!(vertex.fault() instanceof VertexFault.ReplaceAnswer answer)
            || TRIED_AGAIN.contains(answer.code()));
  }

  /**
   * Whether Vertex AI says that it has made no job, and has made one. Slipway takes its word for it
   * (Refusals): nothing but a list could tell, and no service is known to do so.
   */
  boolean isLie(MatrixCall call) {
    return call.isCreation()
        && kind instanceof OfVertex vertex
        && vertex.fault() instanceof VertexFault.ReplaceAnswer answer
        && REFUSALS.contains(answer.code());
  }

  boolean isStall() {
    return (kind instanceof OfStorage storage && storage.fault() instanceof StorageFault.LateCall)
        || (kind instanceof OfVertex vertex && vertex.fault() instanceof VertexFault.Delay);
  }

  /** How the function's clients must wait for this fault to befall them. */
  MatrixCloud.ClientTimeouts waiting() {
    if (isStall()) {
      return MatrixCloud.ClientTimeouts.STALLED;
    }
    if (!isAlways()) {
      return MatrixCloud.ClientTimeouts.PATIENT;
    }
    return kind instanceof OfStorage
        ? MatrixCloud.ClientTimeouts.HASTY_WITH_STORAGE
        : MatrixCloud.ClientTimeouts.HASTY_WITH_VERTEX;
  }

  /** The launch grace: an answer to a creation is waited for a quarter of it, in real time. */
  String grace() {
    return isStall() ? "PT12S" : "PT2M";
  }

  /** These faults, those that strike once first. */
  static String names(List<MatrixFault> faults) {
    return Stream.of(HowOften.values())
        .map(
            howOften ->
                faults.stream()
                    .filter(fault -> fault.howOften == howOften)
                    .map(MatrixFault::name)
                    .collect(Collectors.joining(", ", howOften + ": ", "")))
        .filter(text -> !text.endsWith(": "))
        .collect(Collectors.joining("; "));
  }

  boolean isAlways() {
    return howOften == HowOften.ALWAYS;
  }
}
