package dev.slipway.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final List<String> KNOWN =
      List.of("replica_count", "machine_spec", "disk_spec", "nfs_mounts", "image_uri");

  private static final List<String> ACCELERATORS =
      List.of(
          "NVIDIA_TESLA_P4",
          "NVIDIA_TESLA_T4",
          "NVIDIA_TESLA_A100",
          "NVIDIA_A100_80GB",
          "NVIDIA_L4");

  private static final List<String> MACHINES = List.of("n1-standard-4", "a2-highgpu-1g");

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

  @ParameterizedTest
  @CsvSource({
    "NVIDIA_TESLA_L4, NVIDIA_L4",
    "nvidia-tesla-t4, NVIDIA_TESLA_T4",
    "T4, NVIDIA_TESLA_T4",
    "NVIDIA_TESLA_T5, NVIDIA_TESLA_T4",
    "nvidia l4, NVIDIA_L4",
  })
  void anAcceleratorIsRecognisedByItsWords(String typed, String meant) {
    assertEquals(Optional.of(meant), Nearest.to(typed, ACCELERATORS));
  }

  @Test
  void whereSeveralHaveAllTheWordsNoneIsGuessed() {
    assertEquals(Optional.empty(), Nearest.to("NVIDIA_A100", ACCELERATORS));
  }

  @ParameterizedTest
  @CsvSource({
    "n1-standard4",
    "n1_standard_4",
    "N1-Standard-4",
    "n1-standrad-4",
    "n1standard4",
    "n1-stndrd-4"
  })
  void aSlipInAMachineTypeIsRecognised(String typed) {
    assertEquals(Optional.of("n1-standard-4"), Nearest.machineType(typed, MACHINES));
  }

  @ParameterizedTest
  @CsvSource({"n1-standard-8", "n2-standard-4", "n1-highmem-4", "''"})
  void anotherFamilyOrSizeIsNoSlip(String typed) {
    assertEquals(Optional.empty(), Nearest.machineType(typed, MACHINES));
  }

  @Test
  void namesOfTwoTo64CharactersAreCompared() {
    List<String> known = List.of("a", "ab", "a".repeat(64), "a".repeat(65));
    assertEquals(
        List.of(Optional.empty(), Optional.of("ab"), Optional.of("a".repeat(64)), Optional.empty()),
        Stream.of("A", "AB", "A".repeat(64), "A".repeat(65))
            .map(typed -> Nearest.to(typed, known))
            .toList());
    assertEquals(
        List.of(Optional.of("a".repeat(64)), Optional.empty()),
        Stream.of("A".repeat(64), "A".repeat(65))
            .map(typed -> Nearest.machineType(typed, known))
            .toList());
  }

  @Test
  void theSameButForCaseAndSeparatorsComesBeforeTheSameWords() {
    assertEquals(Optional.of("ab"), Nearest.to("A b", List.of("a b c", "ab")));
  }

  @Test
  void oneWrongCharacterInThreeIsClose() {
    assertEquals(Optional.of("abcdef"), Nearest.to("abcdxy", List.of("abcdef")));
    assertEquals(Optional.empty(), Nearest.to("abcxyz", List.of("abcdef")));
  }

  @Test
  void aPartOfOneNameIsRecognised() {
    assertEquals(Optional.of("replica_count"), Nearest.to("plica", KNOWN));
    assertEquals(Optional.empty(), Nearest.to("xyzxyz", List.of("replica_count")));
  }

  @Test
  void anEndlessNameIsNotCompared() {
    assertEquals(Optional.empty(), Nearest.to("replica_count".repeat(1000), KNOWN));
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "abc, '', 3",
    "abc, abd, 1",
    "abc, acb, 1",
    "ab, ba, 1",
    "abcd, badc, 2",
    "kitten, sitting, 3",
    "abc, ca, 3",
    "xab, ayb, 2",
    "abx, yba, 2"
  })
  void theDistanceCountsSingleMistakes(String from, String to, int distance) {
    assertEquals(distance, Nearest.distance(from, to));
  }
}
