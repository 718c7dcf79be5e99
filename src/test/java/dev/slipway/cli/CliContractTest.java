package dev.slipway.cli;

import com.google.gson.JsonParser;
import dev.slipway.contract.Contract;
import dev.slipway.contract.JsonNames;
import dev.slipway.dispatch.check.SpecContext;
import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Commands, their options, exit codes and documents. */
class CliContractTest {

  private static final String RESOURCE = "function/examples/resources/training.json";

  @Test
  void commandsAndOptions() {
    Set<String> names = new TreeSet<>();
    collect(names, commandLine().getCommandSpec());

    Contract.check("commands", names);
  }

  private static CommandLine commandLine() {
    return Main.commandLine(Map.of());
  }

  private static void collect(Set<String> names, CommandSpec command) {
    String name = command.qualifiedName();
    names.add(name);
    for (OptionSpec option : command.options()) {
      for (String spelling : option.names()) {
        names.add(name + " " + spelling);
        if (option.completionCandidates() != null && option.type().isEnum()) {
          option
              .completionCandidates()
              .forEach(value -> names.add(name + " " + spelling + " " + value));
        }
      }
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      names.add(name + " " + parameter.paramLabel() + " (" + parameter.arity() + ")");
    }
    List.of(command.aliases()).forEach(alias -> names.add(name + " alias " + alias));
    command.subcommands().values().forEach(sub -> collect(names, sub.getCommandSpec()));
  }

  @Test
  void exitCodes(@TempDir Path folder) throws Exception {
    Set<String> codes = new TreeSet<>();
    for (CheckVerdict verdict : CheckVerdict.values()) {
      codes.add("check, plan " + verdict + " " + verdict.exitCode());
    }
    for (CancelCommand.CancelResult result : CancelCommand.CancelResult.values()) {
      codes.add("cancel " + result + " " + exitCode(result));
    }
    for (State state : State.values()) {
      codes.add("submit " + state + " " + outcome(state).exitCode(false));
      codes.add("submit --wait " + state + " " + outcome(state).exitCode(true));
    }
    codes.add(
        "submit without a status "
            + notUploaded().uploaded(new Submission("specs", "a.json", "1")).exitCode(false));
    codes.add("submit not uploaded " + notUploaded().exitCode(false));
    codes.add("new written " + newOf(1));
    codes.add("new could never run " + newOf(1000));
    codes.add("anything wrong in usage " + CommandLines.run("--nonsense").exitCode());
    codes.add("anything unavailable " + thrown(new Unavailable("no answer", new IOException())));
    codes.add("anything struck by a bug " + thrown(new IllegalStateException("a bug")));
    try (TestDeployment deployment = TestDeployment.start(folder)) {
      deployment.upload("a.json", "single-node-cpu");
      codes.add("status told " + deployment.run("status a.json").exitCode());
      codes.add("status no such status " + deployment.run("status b.json").exitCode());
      codes.add("queue told " + deployment.run("queue").exitCode());
      codes.add("pause " + deployment.run("pause").exitCode());
      codes.add("pause paused before " + deployment.run("pause").exitCode());
      codes.add("resume " + deployment.run("resume").exitCode());
      codes.add("resume not paused " + deployment.run("resume").exitCode());
      codes.add("pools told " + deployment.run("pools").exitCode());
      codes.add("doctor something is wrong " + deployment.run("doctor").exitCode());
    }

    Contract.check("exit-codes", codes);
  }

  private static int newOf(int replicas) {
    return CommandLines.run(
            "new",
            "--resource",
            RESOURCE,
            "--pool",
            "cpu",
            "--replicas",
            Integer.toString(replicas))
        .exitCode();
  }

  private static SubmitResult notUploaded() {
    String example = TestDeployment.example("single-node-cpu").toString();
    Input input = Input.readAll(commandLine(), List.of(example)).get(0);
    SpecReading reading = SpecReading.unreadable(List.of());
    SpecContext context = new SpecContext("", "a.json", new Team.Folder(""), Policy.ALLOW_ALL);
    return SubmitResult.of(new SpecFiles.CheckedFile(input, context, reading), true);
  }

  private static SubmitResult outcome(State state) {
    Submission submission = new Submission("specs", "a.json", "1");
    Status status = Status.builder(submission, state, Instant.EPOCH).build();
    return notUploaded().uploaded(submission).with(Map.of(submission, status));
  }

  private static int exitCode(CancelCommand.CancelResult result)
      throws ReflectiveOperationException {
    Field code = CancelCommand.CancelResult.class.getDeclaredField("exitCode");
    code.setAccessible(true);
    return (int) code.get(result);
  }

  private static int thrown(Exception what) throws Exception {
    CommandLine quiet = commandLine().setErr(new PrintWriter(Writer.nullWriter()));
    return quiet
        .getExecutionExceptionHandler()
        .handleExecutionException(what, quiet, quiet.parseArgs());
  }

  @Test
  void documents(@TempDir Path folder) throws IOException {
    Set<String> names = new TreeSet<>();
    List<String> examples =
        Stream.of("several-mistakes", "wrong-disk", "single-gpu", "distributed")
            .map(example -> TestDeployment.example(example).toString())
            .toList();
    String files = " " + String.join(" ", examples);
    try (TestDeployment deployment = TestDeployment.start(folder)) {
      deployment.upload("gpu.json", "single-gpu");
      deployment.upload("waits.json", "waits-for-the-gpu");
      deployment.publish("key", "waits-for-the-gpu");
      for (String command :
          List.of(
              "pause --reason noon",
              "plan --resource training" + files,
              "pools",
              "queue",
              "status",
              "status gpu.json",
              "cancel waits.json",
              "cancel --yes gpu.json",
              "queue",
              "resume",
              "doctor")) {
        collect(names, deployment, command);
      }
      deployment.tick();
      collect(names, deployment, "queue");
    }

    collect(names, "check", CommandLines.run(("check --output json" + files).split(" ", -1)).out());
    StringWriter submit = new StringWriter();
    SubmitResult refused =
        new SubmitResult(
            notUploaded().checked(),
            List.of(Problem.of(ProblemCode.EMPTY_SPEC, "")),
            Optional.empty(),
            Optional.empty());
    SubmitResults.print(
        List.of(refused, outcome(State.WAITING)), true, new PrintWriter(submit, true));
    collect(names, "submit", submit.toString());

    Contract.check("command-documents", names);
  }

  private static void collect(Set<String> names, TestDeployment deployment, String command) {
    String out = deployment.run(command + " --output json").out();
    collect(names, command.split(" ", -1)[0], out);
  }

  private static void collect(Set<String> names, String command, String document) {
    JsonNames.brief(JsonParser.parseString(document).getAsJsonObject())
        .forEach(name -> names.add(command + " " + name));
  }
}
