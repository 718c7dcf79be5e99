package dev.slipway.cli;

import dev.slipway.dispatch.Overview;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows pools, queue and jobs as they change. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Shows pools, the queue and what runs, as they change.",
      "Of 'slipway local', or with --project of a deployment. q ends it. Where the output is no terminal, one picture is"
          + " printed.",
      ""
    },
    footer = {
      "",
      "Of a pool's bar: # is in use, + about to be used, = for who waits, . free, and a blank what autoscaling may add.",
      "",
      "Examples:",
      "  slipway watch",
      "  slipway watch --every PT10S --project my-project --location us-central1",
      "  slipway watch --once > now.txt"
    })
final class WatchCommand implements Callable<Integer> {

  private static final Duration LEAST = Duration.ofMillis(500);

  @Spec private CommandSpec spec;

  @Option(
      names = "--every",
      paramLabel = "DURATION",
      defaultValue = "PT2S",
      description = "How often to look (ISO 8601, default: ${DEFAULT-VALUE}).")
  private Duration every;

  @Option(names = "--once", description = "Print one picture and end.")
  private boolean isOnce;

  @Mixin private DeploymentOption option;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (every.compareTo(LEAST) < 0) {
      throw option.wrong("--every is " + every + "; it must be at least " + LEAST);
    }
    try (Deployment deployment = option.located()) {
      // What cannot be seen at all is told before the screen is taken.
      Overview first = deployment.overview(new NoStatuses());
      if (isOnce || !Terminal.asTold().isAnswering()) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(String.join("\n", picture(deployment).of(first, 0)) + "\n");
        out.flush();
      } else {
        live(deployment, first);
      }
    }
    return 0;
  }

  private static WatchPicture picture(Deployment deployment) {
    return new WatchPicture(deployment.where(), deployment.address().specs().bucket(), 0);
  }

  private void live(Deployment deployment, Overview first)
      throws IOException, InterruptedException {
    try (LiveScreen screen = LiveScreen.open(spec.commandLine().getOut())) {
      Overview seen = first;
      String trouble = "";
      do {
        show(screen, deployment, seen, trouble);
        if (screen.isEnded(every)) {
          return;
        }
        try {
          seen = deployment.overview(new NoStatuses());
          trouble = "";
        } catch (Unavailable e) {
          trouble = "as it was at " + seen.at() + ": " + e.getMessage();
        }
      } while (true);
    }
  }

  private static void show(LiveScreen screen, Deployment deployment, Overview seen, String trouble)
      throws IOException, InterruptedException {
    LiveScreen.Size size = screen.size();
    WatchPicture picture =
        new WatchPicture(deployment.where(), deployment.address().specs().bucket(), size.columns());
    screen.show(
        trouble.isEmpty()
            ? picture.of(seen, size.rows())
            : picture.withTrouble(seen, size.rows(), trouble));
  }

  /** How long ago, in words: {@code 12 min}. */
  static String ago(Instant then, Instant now) {
    long seconds = Math.max(0, Duration.between(then, now).toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    if (minutes < 120) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    return hours < 48 ? hours + " h" : hours / 24 + " d";
  }
}
