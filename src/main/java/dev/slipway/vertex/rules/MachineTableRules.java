package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.MachineSpec;
import dev.slipway.problem.ProblemCode;
import dev.slipway.text.Nearest;
import dev.slipway.vertex.schema.JsonText;
import dev.slipway.vertex.schema.MachineTable;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.SchemaFindings;
import java.util.List;
import java.util.Optional;

/** A machine against Google's table, which ages: nothing here stops a launch. */
public final class MachineTableRules {

  private MachineTableRules() {}

  static void check(MessageAt<MachineSpec> place, SchemaFindings findings) {
    MachineSpec machine = place.message();
    String type = machine.getMachineType();
    if (type.isEmpty()) {
      return;
    }
    if (!MachineTable.TABLE.knows(type)) {
      unknown(place, findings);
    } else if (isWhole(machine)
        && !MachineTable.TABLE.allows(type, accelerator(machine), count(machine))
        && !isOnlyEnded(machine)) {
      findings.warning(
          ProblemCode.MACHINE_ACCELERATOR,
          place.of(
              MachineTable.TABLE.hasEnded(accelerator(machine))
                  ? MachineSpec
                      .MACHINE_TYPE_FIELD_NUMBER // The accelerator has an error of its own.
                  : MachineSpec.ACCELERATOR_TYPE_FIELD_NUMBER),
          "machine",
          type,
          "found",
          MachineTable.shown(accelerator(machine), count(machine)),
          "known",
          MachineTable.TABLE.offers(type),
          "date",
          MachineTable.TABLE.date());
    }
    gone(place, findings);
  }

  /** What has been retired for good stops the launch; what is on its way out is a warning. */
  private static void gone(MessageAt<MachineSpec> place, SchemaFindings findings) {
    String accelerator = accelerator(place.message());
    String where = place.of(MachineSpec.ACCELERATOR_TYPE_FIELD_NUMBER);
    if (MachineTable.TABLE.hasEnded(accelerator)) {
      findings.problem(ProblemCode.ACCELERATOR_RETIRED, where, "found", accelerator);
    }
    MachineTable.TABLE
        .retired(accelerator)
        .ifPresent(
            since ->
                findings.warning(
                    ProblemCode.ACCELERATOR_RETIRED, where, "found", accelerator, "since", since));
  }

  private static void unknown(MessageAt<MachineSpec> place, SchemaFindings findings) {
    String type = place.message().getMachineType();
    String where = place.of(MachineSpec.MACHINE_TYPE_FIELD_NUMBER);
    String found = JsonText.shown(type);
    Optional<String> nearest = Nearest.machineType(type, MachineTable.TABLE.machines());
    List<String> family = MachineTable.TABLE.family(type);
    if (nearest.isPresent()) {
      findings.warning(
          ProblemCode.MACHINE_TYPE_UNKNOWN,
          where,
          "found",
          found,
          "nearest",
          nearest.get(),
          "date",
          MachineTable.TABLE.date());
    } else if (!family.isEmpty()) {
      findings.warning(
          ProblemCode.MACHINE_SIZE_UNKNOWN,
          where,
          "found",
          found,
          "nearest",
          family.get(0),
          "known",
          String.join(", ", family),
          "date",
          MachineTable.TABLE.date());
    } else {
      findings.warning(
          ProblemCode.MACHINE_TYPE_UNKNOWN,
          where,
          "found",
          found,
          "date",
          MachineTable.TABLE.date());
    }
  }

  /** Of one that is there no more it is enough to say so, unless the machine takes none at all. */
  private static boolean isOnlyEnded(MachineSpec machine) {
    return MachineTable.TABLE.hasEnded(accelerator(machine))
        && !MachineTable.TABLE.accelerators(machine.getMachineType()).isEmpty();
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
