package dev.slipway.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.emulator.storage.StorageEmulator;
import dev.slipway.emulator.storage.StorageEmulatorOptions;
import dev.slipway.emulator.vertex.VertexEmulator;
import dev.slipway.emulator.vertex.VertexOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The state of the local cloud is for nobody but its user. */
@DisabledOnOs(OS.WINDOWS)
final class PrivateFilesTest {

  private final Path folder;

  PrivateFilesTest(@TempDir Path temporary) {
    folder = temporary.resolve("home/.slipway");
  }

  @Test
  void whatTheEmulatorsKeepIsPrivate() throws IOException {
    Journal journal = new Journal();
    try (StorageEmulator storage =
        StorageEmulator.start(
            StorageEmulatorOptions.withBuckets("specs").withFolder(folder.resolve("storage")),
            journal)) {
      storage.put("specs", "train.json", "{}".getBytes(UTF_8), Map.of());
    }
    VertexEmulator.start(VertexOptions.defaults().withFolder(folder.resolve("vertex")), journal)
        .close();

    Map<String, String> permissions = permissions();
    permissions.forEach(
        (file, shown) ->
            assertEquals(
                Files.isDirectory(folder.resolve(file)) ? "rwx------" : "rw-------", shown, file));
    assertEquals(true, permissions.containsKey("storage/lock"), permissions.toString());
    assertEquals(true, permissions.containsKey("vertex/lock"), permissions.toString());
  }

  @Test
  void aFolderOfAnOlderVersionBecomesPrivate() throws IOException {
    Path vertex = folder.resolve("vertex");
    Files.createDirectories(vertex);
    Files.setPosixFilePermissions(vertex, PosixFilePermissions.fromString("rwxr-xr-x"));

    VertexEmulator.start(VertexOptions.defaults().withFolder(vertex), new Journal()).close();

    assertEquals("rwx------", permissions().get("vertex"));
  }

  @Test
  void aFolderOfTheUsersStaysAsItIs() throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    PrivateFiles.createFolder(folder);

    assertEquals("rwxr-xr-x", permissions().get(""));
  }

  @Test
  void aFileThatOthersCouldReadIsMadeAnew() throws IOException {
    PrivateFiles.createFolder(folder);
    Path log = folder.resolve("function.log");
    Files.writeString(log, "old");
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));

    try (OutputStream out = PrivateFiles.create(log)) {
      out.write("new".getBytes(UTF_8));
    }

    assertEquals("new", Files.readString(log));
    assertEquals("rw-------", permissions().get("function.log"));
  }

  private Map<String, String> permissions() throws IOException {
    Map<String, String> permissions = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        permissions.put(
            folder.relativize(file).toString(),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return permissions;
  }
}
