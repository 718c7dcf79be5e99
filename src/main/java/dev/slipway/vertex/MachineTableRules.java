package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.MachineSpec;
import dev.slipway.spec.Nearest;
import dev.slipway.spec.ProblemCode;
import java.util.Optional;

/** A machine against Google's table, which ages: nothing here stops a launch. */
final class MachineTableRules {

  private static final MachineTable TABLE = MachineTable.read();

  private MachineTableRules() {}

  static void check(Place<MachineSpec> place, Findings findings) {
    MachineSpec machine = place.message();
    String type = machine.getMachineType();
    if (type.isEmpty()) {
      return;
    }
    if (!TABLE.knows(type)) {
      unknown(place, findings);
    } else if (isWhole(machine) && !TABLE.allows(type, accelerator(machine), count(machine))) {
      findings.warning(
          ProblemCode.MACHINE_ACCELERATOR,
          place.of(MachineSpec.ACCELERATOR_TYPE_FIELD_NUMBER),
          "machine",
          type,
          "found",
          MachineTable.shown(accelerator(machine), count(machine)),
          "known",
          TABLE.offers(type),
          "date",
          TABLE.date());
    }
    TABLE
        .retired(accelerator(machine))
        .ifPresent(
            since ->
                findings.warning(
                    ProblemCode.ACCELERATOR_RETIRED,
                    place.of(MachineSpec.ACCELERATOR_TYPE_FIELD_NUMBER),
                    "found",
                    accelerator(machine),
                    "since",
                    since));
  }

  private static void unknown(Place<MachineSpec> place, Findings findings) {
    String type = place.message().getMachineType();
    String where = place.of(MachineSpec.MACHINE_TYPE_FIELD_NUMBER);
    Optional<String> nearest = Nearest.machineType(type, TABLE.machines());
    if (nearest.isPresent()) {
      findings.warning(
          ProblemCode.MACHINE_TYPE_UNKNOWN,
          where,
          "found",
          JsonText.shown(type),
          "nearest",
          nearest.get(),
          "date",
          TABLE.date());
    } else {
      findings.warning(
          ProblemCode.MACHINE_TYPE_UNKNOWN,
          where,
          "found",
          JsonText.shown(type),
          "date",
          TABLE.date());
    }
  }

  /** Half an accelerator is told elsewhere. */
  private static boolean isWhole(MachineSpec machine) {
    return MachineRules.hasType(machine) == (machine.getAcceleratorCount() > 0);
  }

  private static String accelerator(MachineSpec machine) {
    return MachineRules.hasType(machine) ? machine.getAcceleratorType().name() : "";
  }

  private static int count(MachineSpec machine) {
    return machine.getAcceleratorCount();
  }
}
