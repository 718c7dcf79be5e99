package dev.slipway.cli;

import com.google.gson.JsonObject;
import dev.slipway.dispatch.model.Kept;
import dev.slipway.dispatch.model.QueueRecord;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.report.Lines;
import dev.slipway.report.StatusJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for a submission to be cancelled. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = {
      "Withdraws a spec that waits, or cancels its job.",
      "In 'slipway local', or with --project in a deployment, where it takes an operator. The next"
          + " tick does it, within a minute. A job is cancelled only after a question, or with"
          + " --yes. The spec stays in its bucket.",
      ""
    },
    footer = {
      "",
      "Ends with 0, or 1 when there is nothing to cancel, or the question was answered with no."
          + " docs/COMMANDS.md describes the output.",
      "",
      "Examples:",
      "  slipway cancel team-a/train.json",
      "  slipway cancel --yes _pubsub/nightly-7 --project my-project",
      "  slipway cancel 7ef2b6f0c1d94b0a8d2f3c4e5a6b7c8d"
    })
final class CancelCommand implements Callable<Integer> {

  /** What came of it, as programs are told. */
  enum Result {
    ASKED(0),
    ASKED_BEFORE(0),
    ENDED(1),
    NOT_FOUND(1),
    DECLINED(1);

    private final int exitCode;

    Result(int exitCode) {
      this.exitCode = exitCode;
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME|ID", description = SubmissionName.DESCRIPTION)
  private String name;

  @Option(
      names = {"-y", "--yes"},
      description = "Cancel a job without a question.")
  private boolean isSure;

  @Mixin private DeploymentOption option;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() throws IOException {
    try (Deployment deployment = option.deployment()) {
      List<Kept<QueueRecord>> records = new Lookup(deployment).records(new SubmissionName(name));
      Result result =
          records.isEmpty() ? nothing(deployment) : cancel(deployment, records.get(0).value());
      records.stream().skip(1).forEach(kept -> noteEarlier(kept.value()));
      return result.exitCode;
    }
  }

  private Result cancel(Deployment deployment, QueueRecord entry) throws IOException {
    State state = entry.progress().state();
    if (state.isOver()) {
      return told(Result.ENDED, entry, name + " has ended: " + state);
    }
    if (entry.progress().wish() == Wish.CANCEL_ASKED) {
      return askedBefore(entry);
    }
    if (state != State.WAITING && !isSure && !isConfirmedNow(entry)) {
      return told(Result.DECLINED, entry, "nothing was cancelled");
    }
    boolean isNew = deployment.answered(() -> deployment.control().requestCancel(entry.id()));
    return isNew ? told(Result.ASKED, entry, consequence(entry)) : askedBefore(entry);
  }

  private Result askedBefore(QueueRecord entry) {
    return told(Result.ASKED_BEFORE, entry, "it was asked for already: " + consequence(entry));
  }

  private String consequence(QueueRecord entry) {
    return entry.progress().state() == State.WAITING
        ? name + " is withdrawn with the next tick, within a minute"
        : "the job of "
            + name
            + " is cancelled with the next tick, within a minute; './slipway status "
            + name
            + "' tells when it has ended";
  }

  /** Asks on standard error: standard output may be read by a program. */
  private boolean isConfirmedNow(QueueRecord entry) throws IOException {
    if (!Terminal.asTold().isAnswering()) {
      throw option.wrong(
          name
              + " is "
              + entry.progress().state()
              + ", and there is no terminal to ask on whether its job is to be cancelled; say so"
              + " with --yes");
    }
    PrintWriter err = spec.commandLine().getErr();
    String pools = QueueText.pools(entry);
    err.print(
        "%s is %s%s. Cancel its job? [y/N] "
            .formatted(
                Lines.one(name),
                entry.progress().state(),
                pools.isEmpty() ? "" : " with " + pools));
    err.flush();
    return Answer.isYes(System.in);
  }

  private Result nothing(Deployment deployment) {
    Optional<Status> status = new Lookup(deployment).status(new SubmissionName(name));
    boolean isOver = status.filter(told -> told.state().isOver()).isPresent();
    if (output.isJson()) {
      JsonObject document = document(isOver ? Result.ENDED : Result.NOT_FOUND);
      status.ifPresent(
          told -> {
            document.add("submission", StatusJson.submission(told.submission()));
            document.addProperty("state", told.state().name());
          });
      print(Reports.text(document));
    } else {
      tell(
          isOver
              ? name + " has ended: " + status.get().state() + " since " + status.get().since()
              : "nothing that waits or runs is called "
                  + name
                  + "; './slipway queue' lists what does");
    }
    return isOver ? Result.ENDED : Result.NOT_FOUND;
  }

  private void noteEarlier(QueueRecord earlier) {
    tell(
        "an earlier upload of it is "
            + earlier.progress().state()
            + " still: './slipway cancel "
            + earlier.id()
            + "' cancels that");
  }

  private Result told(Result result, QueueRecord entry, String text) {
    if (output.isJson()) {
      JsonObject document = document(result);
      document.add("submission", StatusJson.submission(entry.submission()));
      document.addProperty("state", entry.progress().state().name());
      document.addProperty("job", entry.progress().job());
      print(Reports.text(document));
    } else if (result.exitCode == 0) {
      print(text + "\n");
    } else {
      tell(text);
    }
    return result;
  }

  private static JsonObject document(Result result) {
    JsonObject document = Reports.document();
    document.addProperty("result", result.name());
    return document;
  }

  private void print(String text) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private void tell(String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(Lines.one(line));
    err.flush();
  }
}
