package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
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
        Main.commandLine(Map.of())
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute("demo");

    assertEquals("", err.toString());
    assertEquals(
        """
        example            ended      resource pools    as expected  why
        distributed        SUCCEEDED  1 on l4, 3 on l4  yes
        several-mistakes   REJECTED                     yes          UNKNOWN_FIELD, UNKNOWN_VALUE, NOT_A_WHOLE_NUMBER, NOT_A_DURATION, BAD_PRIORITY
        single-gpu         SUCCEEDED  1 on a100         yes
        single-node-cpu    SUCCEEDED  1 on cpu          yes
        waits-for-the-gpu  SUCCEEDED  1 on a100         yes          waited: POOL_FULL
        wrong-disk         REJECTED                     yes          POOL_MISMATCH

        All ended as expected.
        """,
        summary(out.toString()));
    assertEquals(0, exitCode);
  }

  /** The table and what follows. */
  private static String summary(String out) {
    return out.substring(out.indexOf("\nexample ") + 1);
  }
}
