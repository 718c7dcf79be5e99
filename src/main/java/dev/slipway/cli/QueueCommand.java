package dev.slipway.cli;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.dispatch.Control;
import dev.slipway.dispatch.Kept;
import dev.slipway.dispatch.QueueRecord;
import dev.slipway.dispatch.State;
import dev.slipway.report.Table;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists what waits and what runs. */
@Command(
    name = "queue",
    mixinStandardHelpOptions = true,
    description = {"Lists what waits, in its order, and what runs, asking 'slipway local'.", ""},
    footer = {"", "Examples:", "  slipway queue", "  slipway queue --output json"})
final class QueueCommand implements Callable<Integer> {

  /** Those that wait last, each resource by itself, in the order in which they are launched. */
  private static final Comparator<QueueRecord> ORDER =
      Comparator.comparing((QueueRecord entry) -> entry.ask().resource())
          .thenComparing(entry -> entry.progress().state() == State.WAITING)
          .thenComparingInt(entry -> -entry.ask().priority())
          .thenComparing(entry -> entry.ask().arrival())
          .thenComparing(QueueRecord::id);

  @Spec private CommandSpec spec;

  @Mixin private DeploymentOption option;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Deployment deployment = option.deployment();
    List<QueueRecord> records =
        deployment
            .answered(() -> deployment.queue().list().records().stream().map(Kept::value))
            .sorted(ORDER)
            .toList();
    if (!output.isJson()) {
      deployment
          .answered(() -> deployment.control().pause())
          .map(QueueCommand::paused)
          .ifPresent(out::println);
    }
    out.print(output.isJson() ? json(records) : text(records));
    out.flush();
    return 0;
  }

  private static String paused(Control.Pause pause) {
    return "launching is paused since "
        + pause.since()
        + (pause.reason().isEmpty() ? "" : ": " + pause.reason());
  }

  private static String text(List<QueueRecord> records) {
    if (records.isEmpty()) {
      return "nothing waits and nothing runs\n";
    }
    Table table = new Table("resource", "state", "spec", "priority", "uploaded", "job");
    for (QueueRecord entry : records) {
      String job = entry.progress().job();
      table.row(
          entry.ask().resource(),
          entry.progress().state(),
          entry.submission().object(),
          entry.ask().priority(),
          entry.ask().arrival(),
          job.substring(job.lastIndexOf('/') + 1));
    }
    return table.toString();
  }

  private static String json(List<QueueRecord> records) {
    JsonArray array = new JsonArray();
    for (QueueRecord entry : records) {
      JsonObject object = new JsonObject();
      object.addProperty("resource", entry.ask().resource());
      object.addProperty("state", entry.progress().state().name());
      object.addProperty("bucket", entry.submission().bucket());
      object.addProperty("object", entry.submission().object());
      object.addProperty("generation", entry.submission().generation());
      object.addProperty("id", entry.id());
      object.addProperty("priority", entry.ask().priority());
      object.addProperty("arrival", entry.ask().arrival().toString());
      object.addProperty("job", entry.progress().job());
      array.add(object);
    }
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(array)
        + "\n";
  }
}
