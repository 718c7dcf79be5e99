package dev.slipway.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * A launcher that can be started.
 *
 * @param name for logs: a file's name
 * @param function its class
 * @param java the JVM's executable
 * @param arguments the file of arguments that starts it under the plain invoker
 * @param options of the JVM, before those of the file
 */
record LauncherCommand(
    String name, String function, Path java, Path arguments, List<String> options) {

  LauncherCommand {
    options = List.copyOf(options);
  }

  /** The same with more options of the JVM. */
  LauncherCommand with(String... more) {
    return new LauncherCommand(name, function, java, arguments, List.of(more));
  }
}
