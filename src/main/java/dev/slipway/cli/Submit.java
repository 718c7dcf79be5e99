package dev.slipway.cli;

import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.report.StatusText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Uploads specs and tells what becomes of them. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    description = {
      "Uploads specs and tells what becomes of them.",
      "To 'slipway local', or with --project to a deployment. They are checked first, as 'slipway"
          + " check' does, and what would be refused is not uploaded. Without --wait or --follow it"
          + " ends with the first decision on each.",
      ""
    },
    footer = {
      "",
      "Ends with 0 launched (with --wait or --follow: succeeded), 1 still waiting, 2 rejected or"
          + " withdrawn, 3 job failed or cancelled; of several files the worst. docs/COMMANDS.md"
          + " describes the output.",
      "",
      "Examples:",
      "  slipway submit function/examples/single-node-cpu.json",
      "  slipway submit --wait --prefix team-a/ *.json",
      "  slipway submit --follow --project my-project --location us-central1 train.yaml",
      "  render-template train.yaml.tmpl | slipway submit --as team-a/train-7.yaml -"
    })
final class Submit implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private SpecFiles specs;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The name of a single spec, behind the prefix (default: the file's).")
  private String as;

  @Option(
      names = "--no-check",
      description = "Upload whatever it is; what is wrong with it the status tells.")
  private boolean isUnchecked;

  @Option(names = "--wait", description = "Wait for the end of each job, and tell that.")
  private boolean isWaiting;

  @Option(
      names = "--follow",
      description = "Wait for the end of each job, and tell each change as it comes.")
  private boolean isFollowing;

  @Option(
      names = "--patience",
      paramLabel = "DURATION",
      defaultValue = "PT1M",
      description =
          "Without --wait or --follow: how long to look for a first decision (ISO 8601, default:"
              + " ${DEFAULT-VALUE}).")
  private Duration patience;

  @Mixin private DeploymentOption option;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() throws InterruptedException {
    try (Deployment deployment = option.deployment()) {
      List<SubmitResult> outcomes = new ArrayList<>();
      for (SpecFiles.CheckedFile checked : checked(deployment)) {
        outcomes.add(upload(deployment, checked));
      }
      Map<Submission, Status> told = follow(deployment, outcomes);
      List<SubmitResult> all = outcomes.stream().map(each -> each.with(told)).toList();
      SubmitResults.print(all, output.isJson(), spec.commandLine().getOut());
      return all.stream().mapToInt(each -> each.exitCode(isToTheEnd())).max().orElse(0);
    }
  }

  private boolean isToTheEnd() {
    return isWaiting || isFollowing;
  }

  private List<SpecFiles.CheckedFile> checked(Deployment deployment) {
    if (!as.isEmpty() && specs.count() > 1) {
      throw option.wrong("--as names a single spec; of several, --prefix says where they go");
    }
    if (as.isEmpty() && specs.hasStandardInput()) {
      throw option.wrong("standard input has no name; give it one, such as --as team-a/train.json");
    }
    List<SpecFiles.CheckedFile> checked =
        specs.check(
            deployment.address().location(), deployment.address().defaultResource(), this::name);
    SubmitNames.check(checked, deployment.address().specs(), isUnchecked)
        .ifPresent(
            wrong -> {
              throw option.wrong(wrong);
            });
    return checked;
  }

  private String name(Input input) {
    return as.isEmpty() ? input.baseName() : as;
  }

  private SubmitResult upload(Deployment deployment, SpecFiles.CheckedFile checked) {
    boolean isDefaultKnown =
        deployment.isLocal() || !specs.fallback(deployment.address().defaultResource()).isEmpty();
    SubmitResult outcome = SubmitResult.of(checked, isDefaultKnown);
    if (!isUnchecked && !outcome.problems().isEmpty()) {
      return outcome;
    }
    Submission submission = Upload.of(checked.object(), checked.input().bytes()).to(deployment);
    tell("uploaded " + checked.file() + " as " + submission);
    return outcome.uploaded(submission);
  }

  private Map<Submission, Status> follow(Deployment deployment, List<SubmitResult> outcomes)
      throws InterruptedException {
    return new StatusFollower(
            deployment,
            this::isEnough,
            isToTheEnd() ? Optional.empty() : Optional.of(patience),
            this::tellNews)
        .follow(outcomes.stream().flatMap(each -> each.submission().stream()).toList());
  }

  private void tellNews(Submission submission, Status status) {
    if (isFollowing || !isWaiting) {
      tell(submission.object() + "  " + Paint.asAsked().states(StatusText.line(status)));
    }
  }

  /** Whether there is nothing more to look for. */
  private boolean isEnough(Status status) {
    State state = status.state();
    if (isToTheEnd() || state.isOver()) {
      return state.isOver();
    }
    boolean isDecided = status.waiting().filter(waiting -> waiting.position() > 0).isPresent();
    return state == State.WAITING ? isDecided : state != State.LAUNCHING;
  }

  /** Progress is for people: programs read standard output. */
  private void tell(String line) {
    PrintWriter to = output.isJson() ? spec.commandLine().getErr() : spec.commandLine().getOut();
    to.println(line);
    to.flush();
  }
}
