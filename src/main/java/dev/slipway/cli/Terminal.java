package dev.slipway.cli;

/**
 * What the launcher script found out about the terminal.
 *
 * @param isScreen whether standard output is one
 * @param isKeyboard whether standard input is one
 * @param columns its width; 0 where nobody knows, or there is none
 * @param rows its height; 0 where nobody knows, or there is none
 */
public record Terminal(boolean isScreen, boolean isKeyboard, int columns, int rows) {

  /** As the launcher script says. */
  public static Terminal asTold() {
    boolean isScreen = Boolean.getBoolean("slipway.terminal");
    return new Terminal(
        isScreen,
        Boolean.getBoolean("slipway.keyboard"),
        isScreen ? Integer.getInteger("slipway.columns", 0) : 0,
        isScreen ? Integer.getInteger("slipway.rows", 0) : 0);
  }

  /** Whether somebody is there to answer a question. */
  public boolean isAnswering() {
    return isScreen && isKeyboard;
  }

  /**
   * Breaks a line between words so that it fits, if there is a width to fit.
   *
   * @param indent put before each part
   */
  String wrapped(String line, String indent) {
    if (columns <= indent.length() + 20 || indent.length() + line.length() <= columns) {
      return indent + line + "\n";
    }
    StringBuilder text = new StringBuilder();
    StringBuilder part = new StringBuilder(indent);
    for (String word : line.split(" ", -1)) {
      boolean isEmpty = part.length() == indent.length();
      if (!isEmpty && part.length() + 1 + word.length() > columns) {
        text.append(part).append('\n');
        part.setLength(indent.length());
        isEmpty = true;
      }
      part.append(isEmpty ? "" : " ").append(word);
    }
    return text.append(part).append('\n').toString();
  }
}
