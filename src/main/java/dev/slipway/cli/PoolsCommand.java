package dev.slipway.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.dispatch.view.OverviewPolicy;
import dev.slipway.dispatch.view.ResourceSnapshot;
import dev.slipway.pool.PoolUsage;
import dev.slipway.pool.ResourcePool;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists resource pools and what of them is taken. */
@Command(
    name = "pools",
    mixinStandardHelpOptions = true,
    description = {
      "Lists resource pools: their machines, what is taken and by whom, what is free.",
      "A file says what is in use by usedReplicaCount alone. On which of several pools of one shape"
          + " a job runs, Vertex AI does not say: it is inferred.",
      ""
    },
    footer = {
      "",
      "docs/COMMANDS.md describes the output.",
      "",
      "Examples:",
      "  slipway pools",
      "  slipway pools --resource function/examples/resources/training.json",
      "  slipway pools --project my-project --location us-central1 --output json"
    })
final class PoolsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--resource",
      paramLabel = "FILE|ID",
      description = ResourceOption.DESCRIPTION + " Without it, all that are there.")
  private @Nullable String resource;

  @Mixin private DeploymentOption deployment;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() {
    List<ResourceSource.ReadResource> seen =
        resource == null ? source().lookAtAll() : List.of(source().look(resource));
    PrintWriter out = spec.commandLine().getOut();
    out.print(output.isJson() ? json(seen) : text(seen));
    out.flush();
    return 0;
  }

  private ResourceSource source() {
    return new ResourceSource(deployment, spec.commandLine(), OverviewPolicy.UNKNOWN);
  }

  private static String text(List<ResourceSource.ReadResource> seen) {
    return seen.isEmpty()
        ? "there is no persistent resource\n"
        : seen.stream().map(PoolsCommand::text).collect(Collectors.joining("\n"));
  }

  private static String text(ResourceSource.ReadResource seen) {
    ResourceSnapshot sight = seen.sight();
    List<String> header =
        new ArrayList<>(List.of("pool", "machines", "capacity", "in use", "soon", "free"));
    if (seen.isLive()) {
      header.add("taken by");
    }
    Table table = new Table(header.toArray(String[]::new));
    for (ResourcePool pool : sight.resource().pools()) {
      PoolUsage taken = sight.taken().getOrDefault(pool.id(), PoolUsage.NOTHING);
      List<Object> row = new ArrayList<>();
      row.add(pool.id());
      row.add(pool.shape());
      row.add(pool.capacity());
      row.add(taken.inUse());
      row.add(taken.soon());
      row.add(PoolComparison.free(pool, sight.taken()));
      if (seen.isLive()) {
        row.add(holders(pool, sight));
      }
      table.row(row.toArray());
    }
    int waiting = sight.queue().size();
    return "%s is %s%s\n".formatted(sight.resource().id(), sight.resource().state(), scaling(sight))
        + table
        + (waiting == 0 ? "" : waiting + " waiting; 'slipway queue' lists what waits\n");
  }

  private static String scaling(ResourceSnapshot sight) {
    String pools =
        sight.resource().pools().stream()
            .filter(pool -> pool.autoscalingMaximum().isPresent())
            .map(
                pool ->
                    "%s has %d and may grow to %d"
                        .formatted(pool.id(), pool.replicas(), pool.capacity()))
            .collect(Collectors.joining(", "));
    return pools.isEmpty() ? "" : "; " + pools;
  }

  private static String holders(ResourcePool pool, ResourceSnapshot sight) {
    return sight.holders().stream()
        .filter(holder -> holder.counted().pool().equals(pool.id()))
        .map(holder -> name(holder) + " (" + holder.counted().replicas() + ")")
        .collect(Collectors.joining(", "));
  }

  private static String name(ResourceSnapshot.Holder holder) {
    String job = holder.job().substring(holder.job().lastIndexOf('/') + 1);
    return holder.spec().isEmpty() ? "job " + job : holder.spec();
  }

  private static String json(List<ResourceSource.ReadResource> seen) {
    JsonArray resources = new JsonArray();
    seen.stream().map(PoolsJson::resource).forEach(resources::add);
    JsonObject document = Reports.document();
    document.add("resources", resources);
    return Reports.text(document);
  }
}
