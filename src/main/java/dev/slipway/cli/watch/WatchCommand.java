package dev.slipway.cli.watch;

import dev.slipway.cli.Deployment;
import dev.slipway.cli.DeploymentOption;
import dev.slipway.cli.Paint;
import dev.slipway.cli.Terminal;
import dev.slipway.cli.Unavailable;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.storage.BucketStatusIndex;
import dev.slipway.storage.RememberedStatuses;
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

/** Shows pools, queue, jobs and endings as they change. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Shows pools, the queue, what runs, and what ended lately and why, as they change.",
      "Of 'slipway local', or with --project of a deployment. q ends it. Where the output is no"
          + " terminal, one picture is printed.",
      ""
    },
    footer = {
      "",
      "Of a pool's bar: # is in use, + about to be used, = reserved for who waits, . free, and a"
          + " blank what autoscaling may add.",
      "",
      "Examples:",
      "  slipway watch",
      "  slipway watch --every PT10S --project my-project --location us-central1",
      "  slipway watch --once > now.txt"
    })
public final class WatchCommand implements Callable<Integer> {

  private static final Duration LEAST = Duration.ofMillis(500);

  /** How many endings a picture tells at least, if there are as many and they fit. */
  private static final int LATEST = 10;

  private final Paint paint = Paint.asAsked();

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
      StatusIndex statuses = new RememberedStatuses(new BucketStatusIndex(deployment.state()));
      // What cannot be seen at all is told before the screen is taken.
      WatchPicture.Content first = look(deployment, statuses, LATEST);
      if (isOnce || !Terminal.asTold().isAnswering()) {
        PrintWriter out = spec.commandLine().getOut();
        picture(deployment, 0).of(first, 0).stream().map(paint::states).forEach(out::println);
        out.flush();
      } else {
        live(deployment, statuses, first);
      }
    }
    return 0;
  }

  private static WatchPicture.Content look(
      Deployment deployment, StatusIndex statuses, int endings) {
    Overview overview = deployment.overview(statuses);
    return new WatchPicture.Content(
        overview, deployment.answered(() -> EndedLately.of(overview, statuses, endings)));
  }

  private static WatchPicture picture(Deployment deployment, int columns) {
    return new WatchPicture(deployment.where(), deployment.address().specs().bucket(), columns);
  }

  private void live(Deployment deployment, StatusIndex statuses, WatchPicture.Content first)
      throws IOException, InterruptedException {
    try (LiveScreen screen = LiveScreen.open(spec.commandLine().getOut())) {
      WatchPicture.Content seen = first;
      String trouble = "";
      do {
        LiveScreen.Size size = screen.size();
        screen.show(
            picture(deployment, size.columns()).withTrouble(seen, size.rows(), trouble).stream()
                .map(paint::states)
                .toList());
        if (screen.isEnded(every)) {
          return;
        }
        try {
          // More would find no room below pools and queue.
          seen = look(deployment, statuses, Math.max(LATEST, size.rows() / 2));
          trouble = "";
        } catch (Unavailable e) {
          trouble = "as it was at " + seen.overview().at() + ": " + e.getMessage();
        }
      } while (true);
    }
  }

  /** How long ago, in words: {@code 12 min}. */
  public static String ago(Instant then, Instant now) {
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
