package dev.slipway.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for the fish shell, which picocli has none for. */
final class FishCompletion {

  private FishCompletion() {}

  /** The script: a line for each command and option. */
  static String of(CommandLine whole) {
    String name = whole.getCommandName();
    StringBuilder script = new StringBuilder("complete -c " + name + " -f\n");
    whole
        .getSubcommands()
        .forEach(
            (command, line) -> {
              CommandSpec spec = line.getCommandSpec();
              script.append(
                  "complete -c %s -n __fish_use_subcommand -a %s -d %s\n"
                      .formatted(name, command, quoted(firstSentence(spec))));
              String when = "-n '__fish_seen_subcommand_from " + command + "'";
              if (!spec.positionalParameters().isEmpty()) {
                script.append("complete -c %s %s -F\n".formatted(name, when));
              }
              spec.options().stream()
                  .filter(option -> !option.hidden())
                  .map(option -> "complete -c %s %s%s\n".formatted(name, when, option(option)))
                  .forEach(script::append);
            });
    return script.toString();
  }

  private static String option(OptionSpec option) {
    String names =
        Arrays.stream(option.names())
            .map(
                each ->
                    each.startsWith("--") ? " -l " + each.substring(2) : " -s " + each.substring(1))
            .collect(Collectors.joining());
    String values =
        option.completionCandidates() == null
            ? ""
            : StreamSupport.stream(option.completionCandidates().spliterator(), false)
                .collect(Collectors.joining(" "));
    if (option.arity().max() == 0) {
      return names;
    }
    boolean isFile = option.type().equals(Path.class) || option.paramLabel().startsWith("FILE");
    return names
        + " -r"
        + (isFile ? " -F" : " -f")
        + (values.isEmpty() ? "" : " -a " + quoted(values));
  }

  private static String firstSentence(CommandSpec spec) {
    String text = String.join(" ", spec.usageMessage().description());
    return text.replaceAll("(?s)[.:,] .*|\\.\\s*$", "").strip();
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
