package dev.slipway.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * A folder that keeps an emulator's state between runs, held by one emulator at a time. Files are
 * private, and replaced at once, so a process that is killed leaves each as it was at some moment
 * before.
 */
public final class StateFolder implements AutoCloseable {

  /** What makes state of a document. */
  @FunctionalInterface
  public interface Parser<T> {
    T parse(String document) throws IOException;
  }

  private final Path folder;
  private final FileChannel lock;

  private StateFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes a folder for this emulator alone; makes it if it is not there.
   *
   * @throws UncheckedIOException if it cannot be used, or another emulator uses it
   */
  public static StateFolder open(Path folder) {
    try {
      PrivateFiles.ownFolder(folder);
      FileChannel lock =
          FileChannel.open(
              folder.resolve("lock"),
              Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
              PrivateFiles.ofFiles());
      if (!locked(lock)) {
        lock.close();
        throw new IOException("another emulator uses it");
      }
      return new StateFolder(folder, lock);
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

  /** The file or folder of that name in it. */
  public Path resolve(String name) {
    return folder.resolve(name);
  }

  /**
   * What was saved last in a file; empty means nothing was saved.
   *
   * @throws UncheckedIOException if it cannot be understood
   */
  public <T> Optional<T> load(String name, Parser<T> parser) {
    Path file = resolve(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.parse(Files.readString(file)));
    } catch (IOException | RuntimeException e) {
      // Gson has an exception of its own for each way in which a field is not what was expected.
      throw new UncheckedIOException(
          "Cannot read the saved state in "
              + file
              + ": "
              + reason(e)
              + ". Restore the folder "
              + folder
              + ", or delete it to start with nothing.",
          new IOException(e));
    }
  }

  /** Writes a file beside the one there was, and puts it in its place. */
  public void replace(String name, byte[] bytes) throws IOException {
    Path file = resolve(name);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    PrivateFiles.write(next, bytes);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Gives it up to others. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot give up the folder " + folder, e);
    }
  }

  /** Why something failed, for a message. */
  public static String reason(Exception e) {
    return e instanceof NoSuchFileException missing
        ? missing.getFile() + " is missing"
        : Optional.ofNullable(e.getMessage()).orElse(e.toString());
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return false;
    }
  }
}
