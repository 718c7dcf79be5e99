package dev.slipway.vertex.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What people call accelerators: short names, those of Compute Engine and those of earlier lists.
 * One generation is never guessed from another, however close their names: an A100 is no P100.
 */
final class Accelerators {

  /**
   * By the name in capitals without separators, NVIDIA, TESLA and GPU. {@code NVIDIA_TESLA_A100} is
   * the A100 of 40 GB (https://cloud.google.com/vertex-ai/docs/training/configure-compute).
   */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("K80", "NVIDIA_TESLA_K80"),
          Map.entry("P4", "NVIDIA_TESLA_P4"),
          Map.entry("P100", "NVIDIA_TESLA_P100"),
          Map.entry("V100", "NVIDIA_TESLA_V100"),
          Map.entry("T4", "NVIDIA_TESLA_T4"),
          Map.entry("L4", "NVIDIA_L4"),
          Map.entry("A100", "NVIDIA_TESLA_A100"),
          Map.entry("A10040GB", "NVIDIA_TESLA_A100"),
          Map.entry("A10080GB", "NVIDIA_A100_80GB"),
          Map.entry("H100", "NVIDIA_H100_80GB"),
          Map.entry("H10080GB", "NVIDIA_H100_80GB"),
          Map.entry("H100MEGA", "NVIDIA_H100_MEGA_80GB"),
          Map.entry("H100MEGA80GB", "NVIDIA_H100_MEGA_80GB"),
          Map.entry("H200", "NVIDIA_H200_141GB"),
          Map.entry("H200141GB", "NVIDIA_H200_141GB"),
          Map.entry("B200", "NVIDIA_B200"),
          Map.entry("GB200", "NVIDIA_GB200"),
          Map.entry("RTX6000", "NVIDIA_RTX_PRO_6000"),
          Map.entry("RTXPRO6000", "NVIDIA_RTX_PRO_6000"),
          Map.entry("TPUV2", "TPU_V2"),
          Map.entry("TPUV3", "TPU_V3"));

  /** Of these names several accelerators are one generation: which one, the machine decides. */
  private static final Map<String, List<String>> GENERATIONS =
      Map.of(
          "A100", List.of("NVIDIA_TESLA_A100", "NVIDIA_A100_80GB"),
          "H100", List.of("NVIDIA_H100_80GB", "NVIDIA_H100_MEGA_80GB"),
          "H10080GB", List.of("NVIDIA_H100_80GB", "NVIDIA_H100_MEGA_80GB"));

  /** TPUs that come with the machine type, by their names behind TPU. */
  private static final Map<String, String> TPU_MACHINES =
      Map.ofEntries(
          Map.entry("V5E", "ct5lp-hightpu-1t, ct5lp-hightpu-4t or ct5lp-hightpu-8t"),
          Map.entry("V5LITE", "ct5lp-hightpu-1t, ct5lp-hightpu-4t or ct5lp-hightpu-8t"),
          Map.entry("V5LITEPOD", "ct5lp-hightpu-1t, ct5lp-hightpu-4t or ct5lp-hightpu-8t"),
          Map.entry("V6E", "ct6e-standard-1t, ct6e-standard-4t or ct6e-standard-8t"),
          Map.entry("TRILLIUM", "ct6e-standard-1t, ct6e-standard-4t or ct6e-standard-8t"),
          Map.entry("V7", "tpu7x-standard-4t"),
          Map.entry("V7X", "tpu7x-standard-4t"),
          Map.entry("7X", "tpu7x-standard-4t"),
          Map.entry("IRONWOOD", "tpu7x-standard-4t"));

  /** No accelerator has a longer name. */
  private static final int LONGEST = 40;

  private Accelerators() {}

  /**
   * The API's name of what somebody calls an accelerator.
   *
   * @param machine the machine type beside it, which decides where a name leaves a choice; where
   *     the name says nothing, what that machine always has; empty for none
   */
  static Optional<String> meant(String name, String machine) {
    String plain = plain(name);
    List<String> ofMachine = MachineTable.TABLE.accelerators(machine);
    Optional<String> chosen =
        GENERATIONS.getOrDefault(plain, List.of()).stream().filter(ofMachine::contains).findFirst();
    return chosen
        .or(() -> Optional.ofNullable(NAMES.get(plain)))
        .or(() -> Optional.ofNullable(NAMES.get(generation(name))))
        .or(() -> ofMachine.size() == 1 ? Optional.of(ofMachine.get(0)) : Optional.empty());
  }

  /** The machine types that bring a TPU with them which is named as an accelerator. */
  static Optional<String> machines(String name) {
    String plain = plain(name);
    return Optional.ofNullable(
        TPU_MACHINES.get(plain.startsWith("TPU") ? plain.substring("TPU".length()) : plain));
  }

  /** From the first word with a digit on: the maker's name before it may be misspelled. */
  private static String generation(String name) {
    int start = 0;
    for (int i = 0; i < Math.min(name.length(), LONGEST); i++) {
      if ("-_. ".indexOf(name.charAt(i)) >= 0) {
        start = i + 1;
      } else if (Character.isDigit(name.charAt(i))) {
        return plain(name.substring(start));
      }
    }
    return "";
  }

  private static String plain(String name) {
    StringBuilder plain = new StringBuilder();
    name.toUpperCase(Locale.ROOT)
        .chars()
        .filter(c -> "-_. ".indexOf(c) < 0)
        .limit(LONGEST)
        .forEach(c -> plain.append((char) c));
    return plain.toString().replace("NVIDIA", "").replace("TESLA", "").replace("GPU", "");
  }
}
