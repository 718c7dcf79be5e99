package dev.slipway.emulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Folders and files that only this user may open: the state holds specs with their environment
 * variables. Where files have no POSIX permissions, they are as private as the folder they are in.
 */
public final class PrivateFiles {

  private static final Set<PosixFilePermission> OF_FOLDERS =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OF_FILES =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /** Makes a folder and those above it that are missing. One that is there stays as it is. */
  public static Path createFolder(Path folder) throws IOException {
    return Files.createDirectories(folder, attributes(OF_FOLDERS));
  }

  /** The same, and takes a folder that is there from all others. */
  public static Path ownFolder(Path folder) throws IOException {
    createFolder(folder);
    if (isPosix()) {
      Files.setPosixFilePermissions(folder, OF_FOLDERS);
    }
    return folder;
  }

  /** A new file in place of the one there was, if any. */
  public static OutputStream create(Path file) throws IOException {
    return Channels.newOutputStream(channel(file));
  }

  /** Writes a new file in place of the one there was, if any. */
  static void write(Path file, byte[] bytes) throws IOException {
    try (SeekableByteChannel channel = channel(file)) {
      ByteBuffer left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
    }
  }

  private static SeekableByteChannel channel(Path file) throws IOException {
    Files.deleteIfExists(file);
    return Files.newByteChannel(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        attributes(OF_FILES));
  }

  /** For what opens a file itself. */
  static FileAttribute<?>[] ofFiles() {
    return attributes(OF_FILES);
  }

  private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
