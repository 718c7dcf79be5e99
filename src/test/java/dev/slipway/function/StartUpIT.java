package dev.slipway.function;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is loaded until the first event can come: each class takes its part of a cold start. */
class StartUpIT {

  private static final Path LOADED = Path.of("target/loaded-classes.log");

  /**
   * 6,400 in November 2026, of which the JDK and the Framework have 3,000. 280 came late that
   * month: 100 with Netty 4.2 and the JDK's flight recorder, which it tells of buffers, 60 of our
   * own.
   */
  private static final long MOST_CLASSES = 6_600;

  @Test
  void fewClassesAreLoadedUntilTheFirstEventCanCome() throws Exception {
    EmulatedCloud cloud = EmulatedCloud.start();
    Map<String, String> variables = new HashMap<>(cloud.variables());
    variables.put("JAVA_TOOL_OPTIONS", "-Xlog:class+load:file=" + LOADED);
    try {
      DeployedFunction.start(variables, LaunchFunction.class, Framework.CONTAINER).close();
    } finally {
      cloud.close();
    }

    long classes = loaded();
    assertTrue(classes < MOST_CLASSES, () -> classes + " classes, see " + LOADED);
  }

  private static long loaded() throws IOException {
    try (Stream<String> lines = Files.lines(LOADED)) {
      return lines.filter(line -> line.contains(" source: ")).count();
    }
  }
}
