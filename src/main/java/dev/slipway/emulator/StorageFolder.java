package dev.slipway.emulator;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
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

  private final Path folder;
  private final Path contents;
  private final Path index;
  private final FileChannel lock;

  /** The generations whose bytes are in the folder. */
  private final Set<Long> kept = new HashSet<>();

  private StorageFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.contents = folder.resolve("content");
    this.index = folder.resolve("index.json");
    this.lock = lock;
  }

  /**
   * Takes a folder for this emulator alone; makes it if it is not there.
   *
   * @throws UncheckedIOException if it cannot be used, or another emulator uses it
   */
  static StorageFolder open(Path folder) {
    try {
      Files.createDirectories(folder.resolve("content"));
      FileChannel lock =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lock)) {
        lock.close();
        throw new IOException("another emulator uses it");
      }
      return new StorageFolder(folder, lock);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "Cannot use the folder "
              + folder
              + ": "
              + reason(e)
              + ". End what uses it, or choose another folder.",
          e);
    }
  }

  /**
   * What was saved last; empty means nothing was saved.
   *
   * @throws UncheckedIOException if it cannot be understood
   */
  Optional<StorageIndex> load() {
    if (!Files.exists(index)) {
      return Optional.empty();
    }
    try {
      JsonObject json = JsonParser.parseString(Files.readString(index)).getAsJsonObject();
      return Optional.of(StorageIndex.parse(json, this::content));
    } catch (IOException | JsonParseException | DateTimeException e) {
      throw broken(e);
    } catch (IllegalArgumentException | IllegalStateException | NullPointerException e) {
      // What Gson throws where a field is missing or of another kind, and our own words.
      throw broken(e);
    }
  }

  /** Saves an index, the contents it names before, and deletes those it no longer names. */
  void save(JsonObject json, Map<Long, ObjectContent> named) throws IOException {
    for (Map.Entry<Long, ObjectContent> content : named.entrySet()) {
      if (!kept.contains(content.getKey())) {
        replace(contents.resolve(content.getKey().toString()), content.getValue().bytes());
        kept.add(content.getKey());
      }
    }
    replace(index, json.toString().getBytes(StandardCharsets.UTF_8));
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
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot give up the folder " + folder, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return false;
    }
  }

  private ObjectContent content(long generation) {
    try {
      ObjectContent content =
          ObjectContent.of(Files.readAllBytes(contents.resolve(Long.toString(generation))));
      kept.add(generation);
      return content;
    } catch (IOException e) {
      throw new IllegalArgumentException(reason(e), e);
    }
  }

  private static void replace(Path file, byte[] bytes) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.write(next, bytes);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The generation a file is for; 0 if it is none of ours or was not finished. */
  private static long generation(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.matches("\\d{1,18}") ? Long.parseLong(name) : 0;
  }

  private UncheckedIOException broken(Exception cause) {
    return new UncheckedIOException(
        "Cannot read the saved state in "
            + index
            + ": "
            + reason(cause)
            + ". Restore the folder "
            + folder
            + ", or delete it to start with nothing.",
        new IOException(cause));
  }

  private static String reason(Exception e) {
    return e instanceof NoSuchFileException missing
        ? missing.getFile() + " is missing"
        : Optional.ofNullable(e.getMessage()).orElse(e.toString());
  }
}
