package dev.slipway.cli;

import dev.slipway.dispatch.Kept;
import dev.slipway.dispatch.State;
import dev.slipway.dispatch.Status;
import dev.slipway.dispatch.Submission;
import dev.slipway.report.StatusJson;
import dev.slipway.report.StatusText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Uploads specs and tells what becomes of them. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {"Uploads specs to 'slipway local' and tells what becomes of them.", ""},
    footer = {
      "",
      "Ends with 0 launched (with --wait: succeeded), 1 still waiting, 2 rejected or",
      "withdrawn, 3 job failed or cancelled; of several files the worst.",
      "",
      "Examples:",
      "  slipway submit function/examples/single-node-cpu.json",
      "  slipway submit --wait --prefix team-a/ *.json"
    })
final class Submit implements Callable<Integer> {

  private static final int LAUNCHED = 0;
  private static final int WAITING = 1;
  private static final int REJECTED = 2;
  private static final int FAILED = 3;
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Job specs.")
  private List<Path> files;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "Put before the file's name to make the object's, such as team-a/.")
  private String prefix;

  @Option(names = "--wait", description = "Follow each job to its end.")
  private boolean isFollowedToItsEnd;

  @Option(
      names = "--patience",
      paramLabel = "DURATION",
      defaultValue = "PT30S",
      description =
          "Without --wait: how long to look for a first decision (ISO 8601, default: ${DEFAULT-VALUE}).")
  private Duration patience;

  @Mixin private DeploymentOption option;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() throws InterruptedException {
    int worst = LAUNCHED;
    Deployment deployment = option.deployment();
    for (Path file : files) {
      worst = Math.max(worst, submit(deployment, file));
    }
    return worst;
  }

  private int submit(Deployment deployment, Path file) throws InterruptedException {
    String object = prefix + file.getFileName();
    byte[] content = read(file);
    Submission submission = Upload.of(object, content).to(deployment);
    tell("uploaded " + file + " as " + submission);
    long start = System.nanoTime();
    String told = "";
    while (true) {
      Optional<Status> status =
          deployment
              .answered(() -> deployment.statuses().read(submission).map(Kept::value))
              .filter(s -> s.submission().equals(submission));
      String now = status.map(StatusText::line).orElse("");
      if (!now.equals(told)) {
        tell(object + "  " + now);
        told = now;
      }
      boolean isPatient =
          isFollowedToItsEnd || Duration.ofNanos(System.nanoTime() - start).compareTo(patience) < 0;
      if (!isPatient || status.filter(this::isEnough).isPresent()) {
        return finish(object, status);
      }
      Thread.sleep(LOOK_EVERY.toMillis());
    }
  }

  /** Whether there is nothing more to look for. */
  private boolean isEnough(Status status) {
    State state = status.state();
    if (isFollowedToItsEnd || state.isOver()) {
      return state.isOver();
    }
    boolean isDecided = status.waiting().filter(waiting -> waiting.position() > 0).isPresent();
    return state == State.WAITING ? isDecided : state != State.LAUNCHING;
  }

  private int finish(String object, Optional<Status> last) {
    PrintWriter out = spec.commandLine().getOut();
    if (last.isEmpty()) {
      tell(object + "  has no status yet; './slipway status " + object + "' tells it later");
      return WAITING;
    }
    if (output.isJson()) {
      out.print(StatusJson.write(last.get()));
    } else if (last.get().state().isOver() || last.get().waiting().isPresent()) {
      out.print(StatusText.of(last.get()));
    }
    out.flush();
    return switch (last.get().state()) {
      case SUCCEEDED, QUEUED, PENDING, RUNNING, PAUSED, UPDATING -> LAUNCHED;
      case WAITING, LAUNCHING -> WAITING;
      case REJECTED, WITHDRAWN, TIMED_OUT -> REJECTED;
      case FAILED, CANCELLING, CANCELLED, EXPIRED, PARTIALLY_SUCCEEDED -> FAILED;
    };
  }

  private byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          e instanceof NoSuchFileException
              ? "there is no file " + file
              : file + " cannot be read: " + e);
    }
  }

  /** Progress is for people: programs read standard output. */
  private void tell(String line) {
    PrintWriter to = output.isJson() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    to.println(line);
    to.flush();
  }
}
