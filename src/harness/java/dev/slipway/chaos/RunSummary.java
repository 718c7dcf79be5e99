package dev.slipway.chaos;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.cli.Table;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param plan what it was like
 * @param counts what was counted on the way
 * @param faults how often which fault befell a call
 * @param audit what the audit found
 * @param settled how long after the disturbance everything had ended, or the run gave up
 * @param mostRefusals how often the event was refused after the disturbance that was so most often
 */
record RunSummary(
    ChaosPlan plan,
    Map<Counters.Counter, Long> counts,
    Map<String, Long> faults,
    OutcomeAudit.AuditResult audit,
    Duration settled,
    int mostRefusals) {

  /** Whether every promise was kept. */
  boolean isClean() {
    return audit.violations().isEmpty();
  }

  /** The line that says it all: {@code 0 lost, 0 double, …}. */
  String verdict() {
    return audit.verdict();
  }

  /** For people. */
  String text() {
    Table table = new Table("what", "how many");
    counts.forEach((what, count) -> table.row(what.text(), count));
    faults.forEach((fault, count) -> table.row("fault, " + fault, count));
    audit.ends().forEach((state, count) -> table.row("ended " + state, count));
    table.row("jobs created by us", audit.jobs());
    table.row("of these created late", audit.late());
    table.row("of these surplus, explained", audit.surplus());
    table.row("longest life of a surplus job, s", seconds(audit.longestSurplus()));
    table.row("over-committed, by late jobs", audit.overCommittedLate());
    table.row("over-committed, by jobs of others", audit.overCommittedByOthers());
    table.row("gone before anybody heard of them", audit.unheard());
    table.row("most refusals of an event after the storm", mostRefusals);
    table.row("settled after, s", seconds(settled));
    StringBuilder text = new StringBuilder(table.toString());
    audit
        .violations()
        .forEach(
            one -> text.append(one.kind().text()).append(": ").append(one.what()).append('\n'));
    return text + verdict() + "\n";
  }

  /** For programs. */
  String json() {
    JsonObject json = new JsonObject();
    json.addProperty("stormSeconds", plan.disturbed().toMillis() / 1000.0);
    json.addProperty("processes", plan.processes());
    json.addProperty("seed", plan.seed());
    json.addProperty("faultsOn", plan.hasFaults());
    json.addProperty("cancelOnDelete", plan.cancelsOnDelete());
    JsonObject counted = new JsonObject();
    counts.forEach((what, count) -> counted.addProperty(camel(what.name()), count));
    json.add("counts", counted);
    JsonObject faulted = new JsonObject();
    faults.forEach(faulted::addProperty);
    json.add("faults", faulted);
    JsonObject ended = new JsonObject();
    audit.ends().forEach((state, count) -> ended.addProperty(state.name(), count));
    json.add("ended", ended);
    json.addProperty("jobs", audit.jobs());
    json.addProperty("late", audit.late());
    json.addProperty("surplus", audit.surplus());
    json.addProperty("longestSurplusSeconds", audit.longestSurplus().toMillis() / 1000.0);
    json.addProperty("overCommittedByLateJobs", audit.overCommittedLate());
    json.addProperty("overCommittedByOthers", audit.overCommittedByOthers());
    json.addProperty("unheard", audit.unheard());
    json.addProperty("mostDeliveriesInVain", mostRefusals);
    json.addProperty("settledSeconds", settled.toMillis() / 1000.0);
    for (Violation.BrokenPromise kind : Violation.BrokenPromise.values()) {
      json.addProperty(camel(kind.name()), audit.count(kind));
    }
    JsonArray broken = new JsonArray();
    audit.violations().forEach(one -> broken.add(one.kind().text() + ": " + one.what()));
    json.add("violations", broken);
    return new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n";
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1000.0);
  }

  private static String camel(String constant) {
    StringBuilder text = new StringBuilder();
    for (String word : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
      text.append(
          text.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return text.toString();
  }
}
