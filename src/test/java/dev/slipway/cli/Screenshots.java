package dev.slipway.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Pictures kept with what was built; with {@code -Dslipway.write=true} those that the README shows
 * are written anew.
 */
final class Screenshots {

  private static final Path SHOWN = Path.of("docs/pictures");
  private static final Path BUILT = Path.of("target/screenshots");
  private static final int LARGEST = 150_000;

  private Screenshots() {}

  /**
   * Keeps one.
   *
   * @param png may be large: it is made small
   * @param isShown whether the README shows it
   */
  static void keep(String name, byte[] png, boolean isShown) throws IOException {
    String file = name + ".png";
    byte[] picture = Picture.small(png);
    assertTrue(picture.length < LARGEST, file + " has " + picture.length + " bytes");
    Files.createDirectories(BUILT);
    Files.write(BUILT.resolve(file), picture);
    if (GoldenFile.isWriting() && isShown) {
      Files.createDirectories(SHOWN);
      Files.copy(BUILT.resolve(file), SHOWN.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
