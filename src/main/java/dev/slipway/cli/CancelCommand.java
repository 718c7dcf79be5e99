package dev.slipway.cli;

import com.google.gson.JsonObject;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.SubmissionRecord;
import dev.slipway.dispatch.model.Versioned;
import dev.slipway.dispatch.model.Wish;
import dev.slipway.report.SafeText;
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
  enum CancelResult {
    ASKED(0),
    ASKED_BEFORE(0),
    ENDED(1),
    NOT_FOUND(1),
    DECLINED(1);

    private final int exitCode;

    CancelResult(int exitCode) {
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
      List<Versioned<SubmissionRecord>> records =
          new Lookup(deployment).records(new SubmissionName(name));
      CancelResult result =
          records.isEmpty() ? nothing(deployment) : cancel(deployment, records.get(0).value());
      records.stream().skip(1).forEach(kept -> noteEarlier(kept.value()));
      return result.exitCode;
    }
  }

  private CancelResult cancel(Deployment deployment, SubmissionRecord entry) throws IOException {
    State state = entry.lifecycle().state();
    if (state.isOver()) {
      return told(CancelResult.ENDED, entry, name + " has ended: " + state);
    }
    if (entry.lifecycle().wish() == Wish.CANCEL_ASKED) {
      return askedBefore(entry);
    }
    if (state != State.WAITING && !isSure && !isConfirmedNow(entry)) {
      return told(CancelResult.DECLINED, entry, "nothing was cancelled");
    }
    boolean isNew = deployment.answered(() -> deployment.requests().cancel(entry.id()));
    return isNew ? told(CancelResult.ASKED, entry, consequence(entry)) : askedBefore(entry);
  }

  private CancelResult askedBefore(SubmissionRecord entry) {
    return told(
        CancelResult.ASKED_BEFORE, entry, "it was asked for already: " + consequence(entry));
  }

  private String consequence(SubmissionRecord entry) {
    return entry.isWaiting()
        ? name + " is withdrawn with the next tick, within a minute"
        : "the job of "
            + name
            + " is cancelled with the next tick, within a minute; './slipway status "
            + name
            + "' tells when it has ended";
  }

  /** Asks on standard error: standard output may be read by a program. */
  private boolean isConfirmedNow(SubmissionRecord entry) throws IOException {
    if (!Terminal.asTold().isAnswering()) {
      throw option.wrong(
          name
              + " is "
              + entry.lifecycle().state()
              + ", and there is no terminal to ask on whether its job is to be cancelled; say so"
              + " with --yes");
    }
    PrintWriter err = spec.commandLine().getErr();
    String pools = QueueText.pools(entry);
    err.print(
        "%s is %s%s. Cancel its job? [y/N] "
            .formatted(
                SafeText.one(name),
                entry.lifecycle().state(),
                pools.isEmpty() ? "" : " with " + pools));
    err.flush();
    return Confirmation.isYes(System.in);
  }

  private CancelResult nothing(Deployment deployment) {
    Optional<Status> status = new Lookup(deployment).status(new SubmissionName(name));
    boolean isOver = status.filter(told -> told.state().isOver()).isPresent();
    if (output.isJson()) {
      JsonObject document = document(isOver ? CancelResult.ENDED : CancelResult.NOT_FOUND);
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
    return isOver ? CancelResult.ENDED : CancelResult.NOT_FOUND;
  }

  private void noteEarlier(SubmissionRecord earlier) {
    tell(
        "an earlier upload of it is "
            + earlier.lifecycle().state()
            + " still: './slipway cancel "
            + earlier.id()
            + "' cancels that");
  }

  private CancelResult told(CancelResult result, SubmissionRecord entry, String text) {
    if (output.isJson()) {
      JsonObject document = document(result);
      document.add("submission", StatusJson.submission(entry.submission()));
      document.addProperty("state", entry.lifecycle().state().name());
      document.addProperty("job", entry.lifecycle().job());
      print(Reports.text(document));
    } else if (result.exitCode == 0) {
      print(text + "\n");
    } else {
      tell(text);
    }
    return result;
  }

  private static JsonObject document(CancelResult result) {
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
    err.println(SafeText.one(line));
    err.flush();
  }
}
