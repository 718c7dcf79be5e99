package dev.slipway.chaos;

import com.google.rpc.Code;
import dev.slipway.emulator.storage.StorageCall;
import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageFault;
import dev.slipway.emulator.storage.StorageFaultRule;
import dev.slipway.emulator.vertex.VertexEmulator;
import dev.slipway.emulator.vertex.VertexFault;
import dev.slipway.emulator.vertex.VertexMethod;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Spoils calls of the emulators at random. */
final class FaultInjector {

  /** Also a call that comes much later than it was sent: past the grace. */
  private static final int LONGEST_STALL_MILLIS = 40_000;

  private static final int LONGEST_DELAY_MILLIS = 2_500;
  private static final List<VertexMethod> VERTEX =
      List.of(
          VertexMethod.LIST_CUSTOM_JOBS,
          VertexMethod.GET_CUSTOM_JOB,
          VertexMethod.GET_PERSISTENT_RESOURCE,
          VertexMethod.CANCEL_CUSTOM_JOB);
  private static final List<StorageCall> STORAGE =
      List.of(
          StorageCall.OBJECTS_INSERT,
          StorageCall.OBJECTS_INSERT,
          StorageCall.OBJECTS_GET,
          StorageCall.OBJECTS_READ,
          StorageCall.OBJECTS_LIST,
          StorageCall.OBJECTS_DELETE);
  private static final List<Integer> STATUSES = List.of(429, 500, 502, 503);
  private static final List<Code> CODES =
      List.of(
          Code.UNAVAILABLE,
          Code.INTERNAL,
          Code.DEADLINE_EXCEEDED,
          Code.ABORTED,
          Code.UNKNOWN,
          Code.CANCELLED);

  /** Of a create they mean that it is tried again after a minute or more. */
  private static final List<Code> REFUSALS =
      List.of(Code.RESOURCE_EXHAUSTED, Code.FAILED_PRECONDITION);

  private final VertexEmulator vertex;
  private final StorageEmulator storage;
  private final Random random;
  private final boolean isLong;

  /**
   * @param isLong whether the run is long enough for refusals that are waited out
   */
  FaultInjector(VertexEmulator vertex, StorageEmulator storage, Random random, boolean isLong) {
    this.vertex = vertex;
    this.storage = storage;
    this.random = random;
    this.isLong = isLong;
  }

  /** Spoils one call of one of the next of its kind, or a few in a row. */
  void act() {
    if (random.nextBoolean()) {
      VertexMethod method = random.nextBoolean() ? VertexMethod.CREATE_CUSTOM_JOB : any(VERTEX);
      vertex.faults().onCall(1 + random.nextInt(3), method, fault(method));
    } else {
      storage.faults().add(rule());
    }
  }

  private StorageFaultRule rule() {
    return new StorageFaultRule(
        any(STORAGE), Optional.empty(), "", 1 + random.nextInt(5), 1 + random.nextInt(3), fault());
  }

  /** Spoils nothing any more. */
  void stop() {
    vertex.faults().clear();
    storage.faults().clear();
  }

  private VertexFault fault(VertexMethod method) {
    return switch (random.nextInt(isLong ? 7 : 6)) {
      case 0 -> VertexFault.refuse(any(CODES));
      case 1 -> VertexFault.answer(any(CODES));
      case 2 -> VertexFault.loseAnswer();
      case 3 -> VertexFault.delay(upTo(LONGEST_DELAY_MILLIS));
      case 4, 5 -> VertexFault.delay(upTo(LONGEST_STALL_MILLIS));
      default -> VertexFault.refuse(any(refusalsOf(method)));
    };
  }

  private static List<Code> refusalsOf(VertexMethod method) {
    return method == VertexMethod.CREATE_CUSTOM_JOB ? REFUSALS : CODES;
  }

  private StorageFault fault() {
    return switch (random.nextInt(5)) {
      case 0, 1 -> new StorageFault.RefusedCall(any(STATUSES));
      case 2 -> new StorageFault.LostAnswer();
      case 3 -> new StorageFault.LostCall();
      default -> new StorageFault.LateCall(upTo(LONGEST_DELAY_MILLIS));
    };
  }

  private Duration upTo(int millis) {
    return Duration.ofMillis(random.nextInt(millis));
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
