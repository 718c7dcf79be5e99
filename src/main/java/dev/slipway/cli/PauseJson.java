package dev.slipway.cli;

import com.google.gson.JsonObject;
import dev.slipway.dispatch.port.Control;
import java.util.Optional;

/** Whether launching is paused, for programs. */
final class PauseJson {

  private PauseJson() {}

  /**
   * The document.
   *
   * @param pause as it is now
   * @param isChanged whether the command changed it
   */
  static String of(Optional<Control.Pause> pause, boolean isChanged) {
    JsonObject document = Reports.document();
    document.addProperty("paused", pause.isPresent());
    document.addProperty("changed", isChanged);
    pause.ifPresent(
        it -> {
          document.addProperty("since", it.since().toString());
          document.addProperty("reason", it.reason());
        });
    return Reports.text(document);
  }
}
