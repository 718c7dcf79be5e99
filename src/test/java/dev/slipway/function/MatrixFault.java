package dev.slipway.function;

import com.google.rpc.Code;
import dev.slipway.emulator.StorageFault;
import dev.slipway.emulator.VertexFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A fault that an emulator knows, and how often it strikes.
 *
 * @param kind the fault
 * @param name as the table has it
 * @param howOften how often it strikes
 */
record MatrixFault(Kind kind, String name, HowOften howOften) {

  /** Either emulator's fault. */
  sealed interface Kind {}

  /** One of Cloud Storage's. */
  record OfStorage(StorageFault fault) implements Kind {}

  /** One of Vertex AI's. */
  record OfVertex(VertexFault fault) implements Kind {}

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

  /** Longer than {@link MatrixCloud#STALLED} waits for an answer. */
  static final Duration STALL = Duration.ofMillis(250);

  /** Longer than an answer to a creation is waited for; see {@link #grace}. */
  private static final Duration STALL_OF_CREATION = Duration.ofMillis(1300);

  private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 409, 412, 429, 500, 503);
  private static final Set<Code> NO_ERRORS = EnumSet.of(Code.OK, Code.UNRECOGNIZED);

  /** All faults of Cloud Storage. */
  static List<StorageFault> storage() {
    List<StorageFault> faults = new ArrayList<>();
    STATUSES.forEach(status -> faults.add(new StorageFault.Answer(status)));
    faults.add(new StorageFault.LateAnswer(503));
    faults.add(new StorageFault.LostAnswer());
    faults.add(new StorageFault.CutAnswer());
    faults.add(new StorageFault.LostCall());
    faults.add(new StorageFault.Delay(STALL));
    return faults;
  }

  /** All faults of Vertex AI. */
  static List<VertexFault> vertex(MatrixCall call) {
    List<Code> codes =
        Arrays.stream(Code.values()).filter(code -> !NO_ERRORS.contains(code)).toList();
    return Stream.of(
            codes.stream().map(VertexFault::refuse),
            codes.stream().map(VertexFault::answer),
            Stream.of(VertexFault.loseAnswer(), VertexFault.delay(call.isCreation() ? STALL_OF_CREATION : STALL)))
        .flatMap(faults -> faults)
        .toList();
  }

  /** All that can befall a call. A stall that never ends is one fault too slow to repeat. */
  static List<MatrixFault> of(MatrixCall call) {
    return Stream.of(HowOften.values())
        .flatMap(
            howOften ->
                call.isStorage()
                    ? storage().stream()
                        .map(f -> new MatrixFault(new OfStorage(f), f.text(), howOften))
                    : vertex(call).stream()
                        .map(f -> new MatrixFault(new OfVertex(f), f.description(), howOften)))
        .filter(fault -> fault.howOften == HowOften.ONCE || !fault.isStall())
        .toList();
  }

  boolean isStall() {
    return (kind instanceof OfStorage storage && storage.fault() instanceof StorageFault.Delay)
        || (kind instanceof OfVertex vertex && vertex.fault() instanceof VertexFault.Delay);
  }

  /** How the function's clients must wait for this fault to befall them. */
  MatrixCloud.Waiting waiting() {
    return isStall()
        ? MatrixCloud.Waiting.STALLED
        : isAlways() ? MatrixCloud.Waiting.HASTY : MatrixCloud.Waiting.PATIENT;
  }

  /** The launch grace: an answer to a creation is waited for a quarter of it, in real time. */
  String grace() {
    return isStall() ? "PT4S" : "PT2M";
  }

  boolean isAlways() {
    return howOften == HowOften.ALWAYS;
  }
}
