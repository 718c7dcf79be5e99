package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CompletionCommandTest {

  @Test
  void bashAndZshCompleteEveryCommand() {
    String bash = CommandLines.run("completion", "bash").out();

    assertTrue(bash.startsWith("#!/usr/bin/env bash\n"), bash);
    for (String command : Main.commandLine(Map.of()).getSubcommands().keySet()) {
      assertTrue(bash.contains("_picocli_slipway_" + command + "()"), command);
    }
    // Its header names the day.
    assertEquals(
        bash.lines().skip(60).toList(),
        CommandLines.run("completion", "zsh").out().lines().skip(60).toList());
  }

  @Test
  void fishCompletesEveryCommandAndOption() {
    String fish = CommandLines.run("completion", "fish").out();

    Set<String> commands =
        fish.lines()
            .filter(line -> line.contains("-n __fish_use_subcommand"))
            .map(line -> line.replaceAll(".* -a (\\S+) .*", "$1"))
            .collect(Collectors.toSet());
    assertEquals(Main.commandLine(Map.of()).getSubcommands().keySet(), commands);
    assertTrue(
        fish.contains(
            "complete -c slipway -n '__fish_seen_subcommand_from check' -l policy -r -F\n"),
        fish);
    assertTrue(fish.contains(" -l output -r -f -a 'text json'\n"), fish);
  }
}
