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
 * @param balance what the books came to
 * @param settled how long after the storm everything had ended, or the run gave up
 * @param mostRefusals how often the event was refused after the storm that was so most often
 */
record Summary(
    Plan plan,
    Map<Tally.Of, Long> counts,
    Map<String, Long> faults,
    Books.Balance balance,
    Duration settled,
    int mostRefusals) {

  /** Whether every promise was kept. */
  boolean isClean() {
    return balance.violations().isEmpty();
  }

  /** The line that says it all: {@code 0 lost, 0 double, …}. */
  String verdict() {
    return balance.verdict();
  }

  /** For people. */
  String text() {
    Table table = new Table("what", "how many");
    counts.forEach((what, count) -> table.row(what.text(), count));
    faults.forEach((fault, count) -> table.row("fault, " + fault, count));
    balance.ends().forEach((state, count) -> table.row("ended " + state, count));
    table.row("jobs created by us", balance.jobs());
    table.row("of these created late", balance.late());
    table.row("of these surplus, explained", balance.surplus());
    table.row("longest life of a surplus job, s", seconds(balance.longestSurplus()));
    table.row("over-committed, by late jobs", balance.overCommittedLate());
    table.row("over-committed, by jobs of others", balance.overCommittedByOthers());
    table.row("gone before anybody heard of them", balance.unheard());
    table.row("most refusals of an event after the storm", mostRefusals);
    table.row("settled after, s", seconds(settled));
    StringBuilder text = new StringBuilder(table.toString());
    balance
        .violations()
        .forEach(
            one -> text.append(one.kind().text()).append(": ").append(one.what()).append('\n'));
    return text + verdict() + "\n";
  }

  /** For programs. */
  String json() {
    JsonObject json = new JsonObject();
    json.addProperty("stormSeconds", plan.storm().toMillis() / 1000.0);
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
    balance.ends().forEach((state, count) -> ended.addProperty(state.name(), count));
    json.add("ended", ended);
    json.addProperty("jobs", balance.jobs());
    json.addProperty("late", balance.late());
    json.addProperty("surplus", balance.surplus());
    json.addProperty("longestSurplusSeconds", balance.longestSurplus().toMillis() / 1000.0);
    json.addProperty("overCommittedByLateJobs", balance.overCommittedLate());
    json.addProperty("overCommittedByOthers", balance.overCommittedByOthers());
    json.addProperty("unheard", balance.unheard());
    json.addProperty("mostDeliveriesInVain", mostRefusals);
    json.addProperty("settledSeconds", settled.toMillis() / 1000.0);
    for (Violation.Kind kind : Violation.Kind.values()) {
      json.addProperty(camel(kind.name()), balance.count(kind));
    }
    JsonArray broken = new JsonArray();
    balance.violations().forEach(one -> broken.add(one.kind().text() + ": " + one.what()));
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
