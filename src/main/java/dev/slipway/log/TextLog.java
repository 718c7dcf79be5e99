package dev.slipway.log;

import dev.slipway.dispatch.port.Log;
import dev.slipway.report.SafeText;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The log for a terminal, times in UTC: {@code 21:04:05 INFO slipway.job.launched message
 * (submission 1a2b3c4d)}. An error is followed by its stack trace.
 */
public final class TextLog implements Log {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

  /** Of a submission's ID; enough to tell those on one screen apart. */
  private static final int DIGITS = 8;

  private final PrintStream out;
  private final InstantSource clock;

  /**
   * A log for people.
   *
   * @param out takes the lines; each is written by one call, then flushed
   */
  public TextLog(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public void write(Entry entry) {
    try {
      print(text(entry));
    } catch (RuntimeException e) {
      // An exception whose own methods throw, say. The line must come out, and nothing else.
      print(entry.event().id() + "  a log line failed: " + e.getClass().getName() + "\n");
    }
  }

  private String text(Entry entry) {
    StringBuilder text = new StringBuilder(TIME.format(clock.instant()));
    text.append(String.format(" %-7s %-22s  ", entry.severity(), entry.event().id()));
    text.append(SafeText.one(entry.message()));
    if (entry.severity() != Severity.ERROR) {
      entry.cause().ifPresent(thrown -> text.append(": ").append(CauseChain.line(thrown)));
    }
    text.append(about(entry)).append('\n');
    if (entry.severity() == Severity.ERROR) {
      entry
          .cause()
          .ifPresent(
              thrown ->
                  CauseChain.stackTrace(thrown)
                      .lines()
                      .forEach(
                          line -> text.append("    ").append(SafeText.one(line)).append('\n')));
    }
    return text.toString();
  }

  private static String about(Entry entry) {
    if (!entry.submission().isEmpty()) {
      String id = entry.submission();
      return " (submission " + id.substring(0, Math.min(DIGITS, id.length())) + ")";
    }
    return entry.resource().isEmpty() ? "" : " (resource " + entry.resource() + ")";
  }

  private void print(String text) {
    out.print(text);
    out.flush();
  }
}
