package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class MainTest {

  /**
   * What a command came to.
   *
   * @param exitCode of the process
   * @param out on standard output
   * @param err on standard error
   */
  private record MainResult(int exitCode, String out, String err) {}

  @Test
  void helpTellsTheCommandsAndTheExitCodes() {
    MainResult help = run("--help");

    assertEquals(new MainResult(0, help.out(), ""), help);
    assertEquals("Usage: slipway [-hV] COMMAND", help.out().lines().findFirst().orElse(""));
    assertTrue(help.out().contains("Runs Slipway on this machine, with stand-ins"), help::out);
    assertTrue(
        help.out().endsWith("\nExit codes: 64 usage, 69 service unavailable, 70 bug.\n"),
        help::out);
  }

  @Test
  void whoAsksForHelpAsForACommandGetsIt() {
    assertEquals(run("--help"), run("help"));
    assertEquals(run("check", "--help"), run("help", "check"));
  }

  @Test
  void whatIsNoCommandOrOptionIsAWrongUsageAndTheRightOneIsShown() {
    String all = "'slipway --help' says how it is used";
    assertWrongUsage("there is no command 'chek'; nearest: check", all, "chek");
    assertWrongUsage(
        "there is no command 'lunch'; there are check, plan, pools, new, schema, demo, local,"
            + " submit, status, queue, cancel, watch, pause, resume, doctor, completion,"
            + " help",
        all,
        "lunch");
    assertWrongUsage("Which command?", "Usage: slipway ");
    String hint = "'slipway demo --help' says how it is used";
    assertWrongUsage("Unknown option: '--sped'", hint, "demo", "--sped");
    assertWrongUsage(
        "Invalid value for option '--speed': 'fast' is not a double",
        hint,
        "demo",
        "--speed",
        "fast");
  }

  @Test
  void aFileThatIsNotThereAndACloudThatDoesNotRunAreToldWithoutAStackTrace() {
    assertWrongUsage(
        "there is no file nowhere.json", "'slipway submit --help'", "submit", "nowhere.json");
    assertEquals(
        new MainResult(
            69,
            "",
            "nothing listens on 127.0.0.1:1; start './slipway local' in another terminal, or name its port"
                + " with --port, or a deployment with --project\n"),
        run("queue", "--port", "1"));
  }

  @Test
  void aServiceThatIsNotThereIsToldInOneLine() {
    MainResult result = failing(new Unavailable("there is no cloud", new IOException("refused")));

    assertEquals(new MainResult(69, "", "there is no cloud\n"), result);
  }

  @Test
  void aBugIsToldToBeOneWithItsStackTrace() {
    MainResult result = failing(new IllegalStateException("oops"));

    assertEquals(new MainResult(70, "", result.err()), result);
    assertEquals(
        List.of(
            "This is a bug in Slipway; please report it with what follows:",
            "java.lang.IllegalStateException: oops"),
        result.err().lines().limit(2).toList());
  }

  private static void assertWrongUsage(String message, String hint, String... arguments) {
    MainResult result = run(arguments);

    assertEquals(new MainResult(64, "", result.err()), result);
    assertEquals(message, result.err().lines().findFirst().orElse(""));
    assertTrue(result.err().contains("\n" + hint), result::err);
  }

  /** A command that throws. */
  private static MainResult failing(Exception thrown) {
    return run(
        Main.commandLine(Map.of())
            .addSubcommand(
                "fail",
                CommandSpec.wrapWithoutInspection(
                    (Callable<Integer>)
                        () -> {
                          throw thrown;
                        })),
        "fail");
  }

  private static MainResult run(String... arguments) {
    return run(Main.commandLine(Map.of()), arguments);
  }

  private static MainResult run(CommandLine commandLine, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    commandLine.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return new MainResult(commandLine.execute(arguments), out.toString(), err.toString());
  }
}
