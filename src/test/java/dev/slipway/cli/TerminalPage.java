package dev.slipway.cli;

import dev.slipway.cli.watch.LiveScreen;

/** What a terminal shows, as a page for a browser to take a picture of. */
final class TerminalPage {

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>A terminal</title><style>
      body { margin: 0; background: #14181d; }
      pre { display: inline-block; box-sizing: border-box; width: calc(%dch + 3em); margin: 0; padding: 1.2em 1.5em;
        background: #14181d; color: #d8dee6; font: 15px/1.35 "DejaVu Sans Mono", "Liberation Mono", monospace; }
      .c31 { color: #ff8078; } .c32 { color: #6fd08c; } .c33 { color: #e8c35a; }
      </style></head><body><pre>%s</pre></body></html>
      """;

  private TerminalPage() {}

  /**
   * A frame as {@link LiveScreen} draws it.
   *
   * @param printed ends with a whole frame
   */
  static String of(String printed, int columns) {
    String frame = printed.substring(printed.lastIndexOf("\u001b[H"));
    String text =
        frame
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replaceAll("\u001b\\[(\\d\\d)m", "<span class=\"c$1\">")
            .replace("\u001b[0m", "</span>")
            .replaceAll("\u001b\\[[A-Z]", "")
            .replace("\r", "");
    return PAGE.formatted(columns, text);
  }
}
