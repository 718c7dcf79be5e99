package dev.slipway.cli;

import dev.slipway.dispatch.model.State;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Colours, which never say what the words do not. The launcher script asks for them on a terminal
 * where NO_COLOR is not set (https://no-color.org).
 */
public final class Paint {

  private static final String RED = "31";
  private static final String GREEN = "32";
  private static final String YELLOW = "33";

  private static final Pattern WRONG_CELL =
      Pattern.compile(Pattern.quote(PoolComparison.WRONG) + "\\S+(?: \\S+)*");
  private static final Pattern RIGHT_MARK = Pattern.compile(PoolComparison.RIGHT.strip());

  /** Not within a longer name in capitals, such as a problem's code. */
  private static final Pattern STATE =
      Pattern.compile(
          Stream.of(State.values())
              .map(State::name)
              .collect(Collectors.joining("|", "(?<![\\w-])(?:", ")(?![\\w-])")));

  private final boolean isOn;

  Paint(boolean isOn) {
    this.isOn = isOn;
  }

  /** As the launcher script asks for. */
  public static Paint asAsked() {
    return new Paint(Boolean.getBoolean("slipway.colors"));
  }

  String verdict(CheckVerdict verdict) {
    return switch (verdict) {
      case VALID, LAUNCH -> paint(GREEN, verdict.name());
      case WAIT -> paint(YELLOW, verdict.name());
      case REJECTED -> paint(RED, verdict.name());
    };
  }

  /** The states in a finished text. */
  public String states(String text) {
    return STATE
        .matcher(text)
        .replaceAll(found -> quoted(paint(color(found.group()), found.group())));
  }

  private static String color(String state) {
    return switch (State.valueOf(state)) {
      case SUCCEEDED, RUNNING -> GREEN;
      case REJECTED, FAILED, CANCELLED, EXPIRED, TIMED_OUT, WITHDRAWN, PARTIALLY_SUCCEEDED -> RED;
      case WAITING, LAUNCHING, QUEUED, PENDING, CANCELLING, PAUSED, UPDATING -> YELLOW;
    };
  }

  /** The marks of a finished table: before, colours would count as width. */
  public String marks(String table) {
    String wrong = WRONG_CELL.matcher(table).replaceAll(found -> quoted(paint(RED, found.group())));
    return RIGHT_MARK.matcher(wrong).replaceAll(found -> quoted(paint(GREEN, found.group())));
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  private String paint(String color, String text) {
    return isOn ? "\u001b[" + color + "m" + text + "\u001b[0m" : text;
  }
}
