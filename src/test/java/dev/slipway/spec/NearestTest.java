package dev.slipway.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> KNOWN =
      List.of("replica_count", "machine_spec", "disk_spec", "nfs_mounts", "image_uri");

  @ParameterizedTest
  @CsvSource({
    "replica_cuont, replica_count",
    "replicacount, replica_count",
    "ReplicaCounts, replica_count",
    "machine_specs, machine_spec",
    "disc_spec, disk_spec",
    "image, image_uri",
  })
  void aMistypedNameIsRecognised(String typed, String meant) {
    assertEquals(Optional.of(meant), Nearest.to(typed, KNOWN));
  }

  @ParameterizedTest
  @CsvSource({"spec", "gpu", "x", "scheduling", "''"})
  void nothingIsGuessedWhenNothingOrMoreThanOneIsClose(String typed) {
    assertEquals(Optional.empty(), Nearest.to(typed, KNOWN));
  }

  @Test
  void anEndlessNameIsNotCompared() {
    assertEquals(Optional.empty(), Nearest.to("replica_count".repeat(1000), KNOWN));
  }

  @ParameterizedTest
  @CsvSource({"'', '', 0", "'', abc, 3", "abc, '', 3", "abc, abd, 1", "abc, acb, 1", "ab, ba, 1"})
  void theDistanceCountsSingleMistakes(String from, String to, int distance) {
    assertEquals(distance, Nearest.distance(from, to));
  }
}
