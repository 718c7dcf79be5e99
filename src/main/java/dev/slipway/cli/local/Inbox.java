package dev.slipway.cli.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder whose specs are uploaded as they appear or change, under their paths below it. */
final class Inbox {

  private static final List<String> SUFFIXES = List.of(".json", ".yaml", ".yml");

  private final Path folder;
  private final LocalCloud cloud;
  private final PrintWriter err;
  private final Map<Path, FileTime> seen = new HashMap<>();

  Inbox(Path folder, LocalCloud cloud, PrintWriter err) {
    this.folder = folder;
    this.cloud = cloud;
    this.err = err;
  }

  /**
   * Uploads what is new since it was looked at last. What cannot be read is told and tried again
   * when it changes.
   */
  void look() {
    for (Path file : specs()) {
      try {
        FileTime changed = Files.getLastModifiedTime(file);
        if (!changed.equals(seen.put(file, changed))) {
          upload(file);
        }
      } catch (IOException e) {
        tell(file + " cannot be read: " + e);
      }
    }
  }

  private List<Path> specs() {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> SUFFIXES.stream().anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      if (seen.put(folder, FileTime.fromMillis(0)) == null) {
        tell(folder + " cannot be read: " + e + "; it is looked at again and again");
      }
      return List.of();
    }
  }

  /** A spec that stands in the bucket as it is was uploaded by an earlier run. */
  private void upload(Path file) throws IOException {
    String object = folder.relativize(file).toString().replace('\\', '/');
    byte[] content = Files.readAllBytes(file);
    Optional<byte[]> standing = cloud.spec(object);
    if (standing.filter(known -> Arrays.equals(known, content)).isEmpty()) {
      cloud.upload(object, content);
      tell("uploaded " + file + " as " + object);
    }
  }

  private void tell(String line) {
    err.println(line);
    err.flush();
  }
}
