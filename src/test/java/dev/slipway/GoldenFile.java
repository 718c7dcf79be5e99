package dev.slipway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that hold what must come out. With {@code -Dslipway.write=true} tests write them anew. */
public final class GoldenFile {

  private static final String SWITCH = "slipway.write";

  private GoldenFile() {}

  /** Whether golden files are to be written instead of only compared. */
  public static boolean isWriting() {
    return Boolean.getBoolean(SWITCH);
  }

  /** Holds that a file has this text; where golden files are written, it then does. */
  public static void check(Path file, String text) throws IOException {
    if (isWriting()) {
      Files.writeString(file, text);
    }
    assertEquals(
        Files.readString(file),
        text,
        () -> file + " differs; if that is meant, -D" + SWITCH + "=true writes it anew");
  }
}
