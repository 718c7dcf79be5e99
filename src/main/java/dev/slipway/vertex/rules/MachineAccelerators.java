package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.MachineSpec;
import dev.slipway.text.Patterns;
import dev.slipway.vertex.schema.MachineTable;
import java.util.regex.Pattern;

/**
 * How many accelerators a replica has, asked for or not. What the table does not know is counted by
 * its name: Google's machine types end in their number of GPUs or chips, as in {@code
 * a3-highgpu-8g}, {@code a4x-maxgpu-4g-metal} and {@code ct6e-standard-4t}
 * (https://cloud.google.com/compute/docs/accelerator-optimized-machines).
 */
final class MachineAccelerators {

  private static final Pattern HYPHEN = Pattern.compile("-");

  /** Longer names no machine type has. */
  private static final int LONGEST = 63;

  /** The most digits that a count is read of. */
  private static final int MOST_DIGITS = 4;

  /**
   * Families of machines without accelerators of their own, by their first letter
   * (https://cloud.google.com/compute/docs/machine-resource). That a new family of these letters
   * will have none either is an inference.
   */
  private static final String WITHOUT = "cehmntxz";

  private MachineAccelerators() {}

  /** At least so many each replica has. */
  static long least(MachineSpec machine) {
    long named = Math.max(inName(machine.getMachineType()), Tpus.chips(machine));
    return Math.max(
        machine.getAcceleratorCount(),
        Math.max(named, MachineTable.TABLE.least(machine.getMachineType())));
  }

  /**
   * Whether a replica may have accelerators of which neither the spec nor the table nor the machine
   * type's name tells the number.
   */
  static boolean isUncounted(MachineSpec machine) {
    String type = machine.getMachineType();
    return !type.isEmpty()
        && !MachineTable.TABLE.knows(type)
        && !isWithout(type)
        && least(machine) == 0;
  }

  private static boolean isWithout(String type) {
    return WITHOUT.indexOf(type.charAt(0)) >= 0
        && !type.startsWith("ct")
        && !type.startsWith("tpu");
  }

  private static long inName(String type) {
    if (type.length() > LONGEST) {
      return 0;
    }
    long most = 0;
    for (String part : Patterns.split(HYPHEN, type)) {
      if (part.endsWith("g") || part.endsWith("t")) {
        most = Math.max(most, number(part.substring(0, part.length() - 1)));
      }
    }
    return most;
  }

  private static long number(String digits) {
    return !digits.isEmpty()
            && digits.length() <= MOST_DIGITS
            && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Long.parseLong(digits)
        : 0;
  }
}
