package dev.slipway.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
}
