package dev.slipway.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What people read of shapes; how they are compared stands with the cases of the planner. */
class ShapeTest {

  private static final Shape PLAIN = Shape.of("n1-standard-4");

  @Test
  void aShapeReadsAsMachineAcceleratorsAndDisk() {
    assertEquals("n1-standard-4, pd-ssd 100 GB", PLAIN.toString());
    assertEquals(
        "g2-standard-24 with 2 NVIDIA_L4, pd-standard 200 GB",
        Shape.of("g2-standard-24", "NVIDIA_L4", 2).withDisk("pd-standard", 200).toString());
  }

  @Test
  void whateverElseASpecAsksForIsReadToo() {
    Shape all =
        new Shape(
            "a2-highgpu-1g",
            "NVIDIA_TESLA_A100",
            1,
            "1g.10gb",
            "2x2",
            new ReservationAffinity("SPECIFIC_RESERVATION", "name", List.of("blue", "red")),
            "",
            0);
    assertEquals(
        "a2-highgpu-1g with 1 NVIDIA_TESLA_A100 partitioned 1g.10gb topology 2x2"
            + " (SPECIFIC_RESERVATION name=blue,red), pd-ssd 100 GB",
        all.toString());
  }

  @Test
  void whatOneSideDoesNotHaveIsCalledNone() {
    assertEquals(
        List.of(
            new Difference("machineSpec.tpuTopology", "2x2", "none"),
            new Difference("machineSpec.reservationAffinity", "ANY_RESERVATION", "none")),
        new Shape(
                "n1-standard-4",
                "",
                0,
                "",
                "2x2",
                new ReservationAffinity("ANY_RESERVATION", "", List.of()),
                "",
                0)
            .differencesTo(PLAIN));
  }

  @Test
  void equalShapesHaveNoDifferences() {
    assertEquals(List.of(), PLAIN.differencesTo(PLAIN.withDisk("pd-ssd", 100)));
  }

  @Test
  void everyFieldThatDiffersIsToldByItsPath() {
    Shape other =
        new Shape(
            "a2-highgpu-1g",
            "NVIDIA_TESLA_A100",
            1,
            "1g.10gb",
            "2x2",
            new ReservationAffinity("ANY_RESERVATION", "", List.of()),
            "pd-standard",
            200);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("machineSpec.machineType", "a2-highgpu-1g");
    fields.put("machineSpec.acceleratorType", "NVIDIA_TESLA_A100");
    fields.put("machineSpec.acceleratorCount", "1");
    fields.put("machineSpec.gpuPartitionSize", "1g.10gb");
    fields.put("machineSpec.tpuTopology", "2x2");
    fields.put("machineSpec.reservationAffinity", "ANY_RESERVATION");
    fields.put("diskSpec.bootDiskType", "pd-standard");
    fields.put("diskSpec.bootDiskSizeGb", "200");

    assertEquals(List.copyOf(fields.entrySet()), List.copyOf(other.fields().entrySet()));
    assertEquals(
        fields.entrySet().stream()
            .map(field -> new Difference(field.getKey(), field.getValue(), plain(field.getKey())))
            .toList(),
        other.differencesTo(PLAIN));
  }

  private static String plain(String field) {
    return Objects.requireNonNull(PLAIN.fields().get(field));
  }

  @Test
  void whatASpecLeavesOutIsWhatTheApiFillsIn() {
    assertEquals(
        new Shape("n1-standard-4", "", 0, "", "", ReservationAffinity.NONE, "pd-ssd", 100),
        new Shape(
            "n1-standard-4",
            "ACCELERATOR_TYPE_UNSPECIFIED",
            0,
            "",
            "",
            ReservationAffinity.NONE,
            "",
            0));
    assertEquals("a4-highgpu-8g, hyperdisk-balanced 100 GB", Shape.of("a4-highgpu-8g").toString());
  }

  @Test
  void whatTellsMostShapesApartTellsTheirHashesApart() {
    List<Shape> shapes = new ArrayList<>();
    for (String machine : List.of("n1-standard-4", "n1-standard-8", "a2-highgpu-1g")) {
      for (String accelerator : List.of("NVIDIA_TESLA_T4", "NVIDIA_L4")) {
        for (int count : List.of(1, 2, 4)) {
          for (int size : List.of(100, 200)) {
            shapes.add(Shape.of(machine, accelerator, count).withDisk("pd-ssd", size));
          }
        }
      }
    }
    assertEquals(36, shapes.stream().map(Shape::hashCode).distinct().count());
    assertEquals(
        72,
        shapes.stream()
            .flatMap(shape -> Stream.of(new Demand(shape, 1), new Demand(shape, 2)))
            .map(Demand::hashCode)
            .distinct()
            .count());
  }
}
