package dev.slipway.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/** Runs commands as a user would type them. */
final class CommandLines {

  private CommandLines() {}

  /**
   * What a command came to.
   *
   * @param exitCode of the process
   * @param out on standard output
   * @param err on standard error
   */
  record CommandLineResult(int exitCode, String out, String err) {}

  /** Where no variable of the environment says anything. */
  static CommandLineResult run(String... arguments) {
    return run(Map.of(), arguments);
  }

  /**
   * @param variables of the environment
   */
  static CommandLineResult run(Map<String, String> variables, String... arguments) {
    return run(variables, new StringWriter(), arguments);
  }

  /**
   * @param out where standard output can be read as it comes
   */
  static CommandLineResult run(
      Map<String, String> variables, StringWriter out, String... arguments) {
    StringWriter err = new StringWriter();
    int exitCode =
        Main.commandLine(variables)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new CommandLineResult(exitCode, out.toString(), err.toString());
  }
}
