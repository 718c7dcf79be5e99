package dev.slipway.emulator.storage;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.emulator.PrivateFiles;
import dev.slipway.emulator.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that keeps what the emulator holds: {@code index.json}, and the bytes of each generation
 * in {@code content/GENERATION}, which is written once and never changed. The index is replaced at
 * once and after the contents it names, so a process that is killed leaves the state of some moment
 * before. One emulator at a time. Not safe for use by many threads.
 */
final class StorageFolder implements AutoCloseable {

  private static final String INDEX = "index.json";
  private static final String CONTENT = "content";

  private final StateFolder folder;

  /** The generations whose bytes are in the folder. */
  private final Set<Long> kept = new HashSet<>();

  private StorageFolder(StateFolder folder) {
    this.folder = folder;
  }

  /**
   * Takes a folder for this emulator alone; makes it if it is not there.
   *
   * @throws UncheckedIOException if it cannot be used, or another emulator uses it
   */
  static StorageFolder open(Path path) {
    return new StorageFolder(StateFolder.open(path));
  }

  /**
   * What was saved last; empty means nothing was saved.
   *
   * @throws UncheckedIOException if it cannot be understood
   */
  Optional<StorageIndex> load() {
    return folder.load(
        INDEX,
        document ->
            StorageIndex.parse(JsonParser.parseString(document).getAsJsonObject(), this::content));
  }

  /** Saves an index, the contents it names before, and deletes those it no longer names. */
  void save(JsonObject json, Map<Long, ObjectContent> named) throws IOException {
    Path contents = PrivateFiles.ownFolder(folder.resolve(CONTENT));
    for (Map.Entry<Long, ObjectContent> content : named.entrySet()) {
      if (!kept.contains(content.getKey())) {
        folder.replace(CONTENT + "/" + content.getKey(), content.getValue().bytes());
        kept.add(content.getKey());
      }
    }
    folder.replace(INDEX, json.toString().getBytes(StandardCharsets.UTF_8));
    kept.retainAll(named.keySet());
    try (DirectoryStream<Path> files = Files.newDirectoryStream(contents)) {
      for (Path file : files) {
        if (!kept.contains(generation(file))) {
          Files.delete(file);
        }
      }
    }
  }

  @Override
  public void close() {
    folder.close();
  }

  private ObjectContent content(long generation) {
    try {
      ObjectContent content =
          ObjectContent.of(Files.readAllBytes(folder.resolve(CONTENT + "/" + generation)));
      kept.add(generation);
      return content;
    } catch (IOException e) {
      throw new IllegalArgumentException(StateFolder.reason(e), e);
    }
  }

  /** The generation a file is for; 0 if it is none of ours or was not finished. */
  private static long generation(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.matches("\\d{1,18}") ? Long.parseLong(name) : 0;
  }
}
