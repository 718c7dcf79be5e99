package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The demo is the first thing a reader tries. */
@Isolated("its examples meet each other in real time")
class DemoIT {

  @Test
  void everyExampleEndsAsExpected() {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    int exitCode =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("demo");

    assertEquals("", err.toString());
    assertEquals(
        """
        example            ended      resource pools    problems  as expected
        distributed        SUCCEEDED  1 on l4, 3 on l4         0  yes
        several-mistakes   REJECTED                            7  yes
        single-gpu         SUCCEEDED  1 on a100                0  yes
        single-node-cpu    SUCCEEDED  1 on cpu                 0  yes
        waits-for-the-gpu  SUCCEEDED  1 on a100                0  yes
        wrong-disk         REJECTED                            2  yes
        """,
        summary(out.toString()));
    assertEquals(0, exitCode);
  }

  /** The table between two empty lines. */
  private static String summary(String out) {
    String table = out.substring(out.indexOf("\nexample ") + 1);
    return table.substring(0, table.indexOf("\n\n") + 1);
  }
}
