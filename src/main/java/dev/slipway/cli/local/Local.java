package dev.slipway.cli.local;

import dev.slipway.cli.Unavailable;
import dev.slipway.emulator.vertex.JobPace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Keeps emulators, function and clock up on this machine until somebody ends it. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps Slipway up on this machine, with stand-ins for Vertex AI and Cloud Storage that curl,"
          + " gcloud and Google's client libraries can use. Needs no account, listens on 127.0.0.1"
          + " only. Ctrl-C ends it.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  slipway local",
      "  slipway local --resources my-resource.json --speed 10",
      "  slipway local --fresh --inbox ~/specs"
    })
public final class Local implements Callable<Integer> {

  /** The port of Cloud Storage; the other four follow. */
  public static final String DEFAULT_PORT = "8470";

  private static final Duration TICK_EVERY = Duration.ofSeconds(2);
  private static final Duration INBOX_EVERY = Duration.ofMillis(500);

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = DEFAULT_PORT,
      description = {
        "Port of Cloud Storage; Vertex AI over REST, over gRPC, the function and the status page"
            + " take the next four (default: ${DEFAULT-VALUE})."
      })
  private int port;

  @Option(
      names = "--resources",
      paramLabel = "FILE",
      description =
          "Persistent resources, as 'gcloud ai persistent-resources describe --format=json' prints"
              + " one (default: what the state has, or else"
              + " function/examples/resources/training.json).")
  private @Nullable Path resources;

  @Option(
      names = "--speed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many times faster than usual the emulated jobs go (default: ${DEFAULT-VALUE}).")
  private double speed;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      defaultValue = "${sys:slipway.home:-.}/.slipway",
      description = "Where the state is kept between runs (default: ${DEFAULT-VALUE}).")
  private Path state;

  @Option(names = "--fresh", description = "Forget the state of earlier runs.")
  private boolean isFresh;

  @Option(
      names = "--inbox",
      paramLabel = "FOLDER",
      description = "Upload the specs in this folder as they appear or change.")
  private @Nullable Path inbox;

  @Option(
      names = "--fault",
      paramLabel = "RULE",
      description =
          "Let calls of Cloud Storage fail, such as objects.insert@slipway-state:2x3=503: from the"
              + " second on, three times. docs/EMULATOR.md has the rules, and how to let Vertex AI"
              + " fail with curl.")
  private List<String> faults = List.of();

  private final Path home = Path.of(System.getProperty("slipway.home", "."));

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Path log = state.resolve("function.log");
    boolean isNew = isFresh || !Files.exists(state.resolve("vertex"));
    if (isFresh) {
      forget();
    }
    JobPace pace = Paces.of(spec.commandLine(), JobPace.DEFAULT, speed);
    LocalCloud cloud =
        LocalCloud.start(
            new LocalCloud.Setup(port, pace, Clock.systemUTC(), log, Optional.of(state)));
    prepare(cloud, isNew);
    CountDownLatch ended = new CountDownLatch(1);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> end(cloud, clock, ended), "slipway-local-end"));
    every(clock, TICK_EVERY, cloud::tick);
    Optional.ofNullable(inbox)
        .map(folder -> new Inbox(folder, cloud, spec.commandLine().getErr()))
        .ifPresent(watched -> every(clock, INBOX_EVERY, watched::look));
    out.print(LocalHints.of(cloud, state, log));
    out.flush();
    ended.await();
    return 0;
  }

  private void prepare(LocalCloud cloud, boolean isNew) {
    try {
      if (resources != null) {
        cloud.load(resources);
      } else if (isNew) {
        cloud.load(home.resolve("function/examples/resources/training.json"));
      }
      faults.forEach(cloud::fault);
    } catch (Unavailable e) {
      cloud.close();
      throw e;
    }
  }

  private void end(LocalCloud cloud, ScheduledExecutorService clock, CountDownLatch ended) {
    clock.shutdown();
    cloud.close();
    spec.commandLine().getOut().println("\nEnded. The state is kept in " + state + ".");
    spec.commandLine().getOut().flush();
    ended.countDown();
  }

  private static void every(ScheduledExecutorService clock, Duration period, Runnable action) {
    var unused = clock.scheduleAtFixedRate(action, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Only what earlier runs have made: the folder may be anybody's. */
  private void forget() {
    for (String part : List.of("storage", "vertex")) {
      Path folder = state.resolve(part);
      try (Stream<Path> files = Files.exists(folder) ? Files.walk(folder) : Stream.of()) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      } catch (IOException e) {
        throw new Unavailable("the state in " + folder + " cannot be deleted: " + e, e);
      }
    }
  }
}
