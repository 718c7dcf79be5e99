package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.rpc.Code;
import dev.slipway.emulator.storage.StorageFault;
import dev.slipway.emulator.vertex.VertexFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every call that the function makes, times every fault that the emulators know, over real wires:
 * what becomes of the submission stands in a table, which is compared as a whole. A call that is
 * new changes the list of calls, a fault that is new the table: both want a look at the design.
 */
@Tag("slow")
class FaultMatrixIT {

  private static final Path TABLE =
      Path.of("src/test/resources/dev/slipway/function/fault-matrix.md");
  private static final Path FOUND = Path.of("target/fault-matrix.md");
  private static final Path FOUND_CALLS = Path.of("target/fault-matrix-calls.txt");

  @Test
  void whateverFailsEverySubmissionEndsAsTheTableSays() throws IOException, InterruptedException {
    MatrixCalls meanings = MatrixCalls.read();
    FaultMatrix matrix = FaultMatrix.trace(meanings);
    Files.writeString(FOUND_CALLS, meanings.with(matrix.calls()));
    assertEquals(
        Files.readString(MatrixCalls.FILE),
        meanings.with(matrix.calls()),
        () ->
            "the function makes other calls; cp %s %s and say what each new one is for"
                .formatted(FOUND_CALLS, MatrixCalls.FILE));

    String expected = Files.readString(TABLE);
    matrix.fill();
    List<String> repeated = matrix.repeatUnless(expected);
    String preface = expected.substring(0, Math.max(0, expected.indexOf("\n## ")));
    String table = preface + matrix.table();
    Files.writeString(FOUND, table);

    assertEquals(
        String.join("\n", withoutLinesOf(expected, table)),
        String.join("\n", withoutLinesOf(table, expected)),
        () ->
            "these lines differ, and those of %s were seen twice; if it is meant and right by the design: cp %s %s"
                .formatted(repeated, FOUND, TABLE));
    assertEquals(expected, table, "the order of the lines");
  }

  private static List<String> withoutLinesOf(String text, String other) {
    Set<String> known = other.lines().collect(Collectors.toSet());
    return text.lines().filter(line -> !known.contains(line)).toList();
  }

  @Test
  void everyKindOfFaultIsThere() {
    MatrixCall creation = new MatrixCall("CreateCustomJob", 1);
    assertEquals(
        kinds(StorageFault.class),
        MatrixFault.storage().stream().map(Object::getClass).collect(Collectors.toSet()));
    assertEquals(
        kinds(VertexFault.class),
        MatrixFault.vertex(creation).stream().map(Object::getClass).collect(Collectors.toSet()));
    List<String> codes =
        Arrays.stream(Code.values())
            .filter(code -> code != Code.OK && code != Code.UNRECOGNIZED)
            .flatMap(code -> Stream.of("refuse " + code, "answer " + code))
            .toList();
    Set<String> known =
        MatrixFault.vertex(creation).stream()
            .map(VertexFault::description)
            .collect(Collectors.toSet());
    assertEquals(List.of(), codes.stream().filter(code -> !known.contains(code)).toList());
  }

  private static Set<Class<?>> kinds(Class<?> fault) {
    return Set.of(fault.getPermittedSubclasses());
  }
}
