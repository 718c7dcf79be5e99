package dev.slipway.function;

import dev.slipway.emulator.Journal;
import dev.slipway.emulator.storage.StorageCall;
import dev.slipway.emulator.storage.StorageFault;
import dev.slipway.emulator.storage.StorageFaultRule;
import dev.slipway.emulator.vertex.VertexFault;
import dev.slipway.emulator.vertex.VertexFaults;
import dev.slipway.emulator.vertex.VertexMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A call that the function makes on the way of a submission.
 *
 * @param call as the API names it, and for Cloud Storage where: {@code objects.insert queue/}
 * @param nth which of its kind on that way, from 1
 */
record MatrixCall(String call, int nth) {

  private static final String CANCEL = "control/cancel/";

  /** More than a client makes until it gives up. */
  private static final int MANY = 1000;

  private static final String SPECS = "specs";

  boolean isStorage() {
    return call.contains(" ");
  }

  /** Whether it changes nothing. */
  boolean isRead() {
    return Stream.of("Get", "List", "objects.get", "objects.read", "objects.list")
        .anyMatch(call::startsWith);
  }

  boolean isCreation() {
    return call.equals(VertexMethod.CREATE_CUSTOM_JOB.rpc());
  }

  @Override
  public String toString() {
    return call + " #" + nth;
  }

  /** Has every call noted in the journal. */
  static void traceAll(MatrixCloud cloud) {
    for (StorageCall call : StorageCall.values()) {
      cloud
          .storage()
          .faults()
          .add(
              new StorageFaultRule(
                  call,
                  Optional.empty(),
                  "",
                  1,
                  Integer.MAX_VALUE,
                  new StorageFault.LateCall(Duration.ZERO)));
    }
    for (VertexMethod method : VertexMethod.values()) {
      cloud.vertex().faults().onEveryCall(method, VertexFault.delay(Duration.ZERO));
    }
  }

  /**
   * The function's calls that were noted, in order; numbered as the emulators count them, together
   * with those of others.
   *
   * @param marks where in the journal the function was called, returned, was called, and so on
   */
  static List<MatrixCall> traced(
      List<Journal.JournalEntry> journal, List<Integer> marks, MatrixCell cell) {
    List<String> seen = new ArrayList<>();
    List<MatrixCall> calls = new ArrayList<>();
    for (int i = 0; i < journal.size(); i++) {
      int at = i;
      Journal.JournalEntry entry = journal.get(at);
      if (entry.what().equals("fault.injected")
          && entry.facts().getOrDefault("fault", "").contains("PT0S")) {
        String call = name(entry, cell);
        seen.add(call);
        // As a rule counts: control/pauses is below control/pause, too.
        int nth = (int) seen.stream().filter(other -> other.startsWith(call)).count();
        // Within a call an odd number of marks are behind it.
        if (marks.stream().filter(mark -> mark <= at).count() % 2 == 1) {
          calls.add(new MatrixCall(call, nth));
        }
      }
    }
    return calls;
  }

  private static String name(Journal.JournalEntry entry, MatrixCell cell) {
    String name = entry.name();
    if (VertexMethod.ofRpc(name).isPresent()) {
      return name;
    }
    String state = cell.stateBucket() + "/";
    String place = name.startsWith(state) ? place(name.substring(state.length())) : SPECS;
    return entry.facts().getOrDefault("call", "") + " " + place;
  }

  /** The folder; or the object itself where there is but one of its kind. */
  private static String place(String object) {
    if (object.startsWith(CANCEL)) {
      return CANCEL;
    }
    return object.startsWith("control/") ? object : object.substring(0, object.indexOf('/') + 1);
  }

  /** Has a fault befall this call on a cell's way. */
  void spoil(MatrixCloud cloud, MatrixCell cell, MatrixFault fault) {
    if (fault.kind() instanceof MatrixFault.OfStorage storage) {
      cloud.storage().faults().add(rule(cell, storage.fault(), fault.isAlways() ? MANY : 1));
    } else if (fault.kind() instanceof MatrixFault.OfVertex vertex) {
      VertexMethod method = VertexMethod.ofRpc(call).orElseThrow();
      VertexFaults faults = cloud.vertex().faults();
      for (int i = 0; i < (fault.isAlways() ? MANY : 1); i++) {
        faults.onCall(nth + i, method, vertex.fault());
      }
    }
  }

  private StorageFaultRule rule(MatrixCell cell, StorageFault fault, int times) {
    String[] idAndPlace = call.split(" ", 2);
    boolean isSpec = idAndPlace[1].equals(SPECS);
    StorageCall kind =
        Arrays.stream(StorageCall.values())
            .filter(it -> it.id().equals(idAndPlace[0]))
            .findFirst()
            .orElseThrow();
    return new StorageFaultRule(
        kind,
        Optional.of(isSpec ? cell.specBucket() : cell.stateBucket()),
        isSpec ? "" : idAndPlace[1],
        nth,
        times,
        fault);
  }
}
