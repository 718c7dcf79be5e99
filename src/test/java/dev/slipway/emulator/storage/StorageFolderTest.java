package dev.slipway.emulator.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.emulator.Journal;
import dev.slipway.emulator.StateSaver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that is kept between runs. */
class StorageFolderTest {

  private final Path folder;

  StorageFolderTest(@TempDir Path temporary) {
    folder = temporary.resolve("storage");
  }

  private StorageEmulator start() {
    return StorageEmulator.start(
        StorageEmulatorOptions.withBuckets("specs").withFolder(folder), new Journal());
  }

  private List<String> contents() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("content"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everythingIsThereInTheNextRun() {
    List<ObjectVersion> before;
    try (StorageEmulator emulator = start()) {
      emulator.setVersioning("specs", true);
      emulator.put("specs", "équipe/🚢.json", "first".getBytes(UTF_8), Map.of("k", "v"));
      emulator.put("specs", "équipe/🚢.json", "second".getBytes(UTF_8), Map.of("k", "w"));
      before = versions(emulator);
    }

    try (StorageEmulator emulator = start()) {
      assertEquals(2, before.size());
      assertEquals(
          before.stream().map(ObjectVersion::toString).map(this::withoutIdentity).toList(),
          versions(emulator).stream()
              .map(ObjectVersion::toString)
              .map(this::withoutIdentity)
              .toList());
      assertEquals(
          "second", emulator.get("specs", "équipe/🚢.json").orElseThrow().content().text());
    }
  }

  private List<ObjectVersion> versions(StorageEmulator emulator) {
    return emulator.versions("specs", "équipe/🚢.json");
  }

  /** Content has no equality of its own: its text stands for it. */
  private String withoutIdentity(String version) {
    return version.replaceAll("ObjectContent@[0-9a-f]+", "content");
  }

  @Test
  void noGenerationIsGivenTwice() {
    long first;
    try (StorageEmulator emulator = start()) {
      first = emulator.put("specs", "a", new byte[0], Map.of());
    }

    try (StorageEmulator emulator = start()) {
      assertNotEquals(first, emulator.put("specs", "a", new byte[0], Map.of()));
    }
  }

  @Test
  void whatIsGoneLeavesNoFile() throws Exception {
    long second;
    try (StorageEmulator emulator = start()) {
      emulator.put("specs", "a", "first".getBytes(UTF_8), Map.of());
      second = emulator.put("specs", "a", "second".getBytes(UTF_8), Map.of());
    }

    assertEquals(List.of(Long.toString(second)), contents());
  }

  @Test
  void contentThatNoIndexNamesIsSweptAway() throws Exception {
    try (StorageEmulator emulator = start()) {
      emulator.put("specs", "a", new byte[0], Map.of());
    }
    Files.writeString(folder.resolve("content/1700000000000001"), "killed before the index");
    Files.writeString(folder.resolve("content/1700000000000002.next"), "killed before the name");

    try (StorageEmulator emulator = start()) {
      assertEquals(List.of("a"), emulator.names("specs", ""));
    }

    assertEquals(1, contents().size());
  }

  @Test
  void aBrokenIndexIsNamed() throws Exception {
    start().close();
    Path index = folder.resolve("index.json");
    Files.writeString(index, "{\"schemaVersion\":2}");

    UncheckedIOException broken = assertThrows(UncheckedIOException.class, this::start);

    assertEquals(
        String.format(
            "Cannot read the saved state in %s: its schemaVersion is 2 and must be 1. Restore the"
                + " folder %s, or delete it to start with nothing.",
            index, folder),
        broken.getMessage());
  }

  @Test
  void aChangedContentIsNamed() throws Exception {
    long generation;
    try (StorageEmulator emulator = start()) {
      generation = emulator.put("specs", "a", "abc".getBytes(UTF_8), Map.of());
    }
    Files.writeString(folder.resolve("content/" + generation), "");

    UncheckedIOException broken = assertThrows(UncheckedIOException.class, this::start);

    assertEquals(
        String.format(
            "Cannot read the saved state in %s: content/%d has the CRC32C AAAAAA== and must have"
                + " Nks/tw==. Restore the folder %s, or delete it to start with nothing.",
            folder.resolve("index.json"), generation, folder),
        broken.getMessage());
  }

  @Test
  void aMissingContentIsNamed() throws Exception {
    long generation;
    try (StorageEmulator emulator = start()) {
      generation = emulator.put("specs", "a", "abc".getBytes(UTF_8), Map.of());
    }
    Path content = folder.resolve("content/" + generation);
    Files.delete(content);

    UncheckedIOException broken = assertThrows(UncheckedIOException.class, this::start);

    assertEquals(
        String.format(
            "Cannot read the saved state in %s: %s is missing. Restore the folder %s, or delete it"
                + " to start with nothing.",
            folder.resolve("index.json"), content, folder),
        broken.getMessage());
  }

  @Test
  void twoEmulatorsDoNotShareAFolder() {
    try (StorageEmulator first = start()) {
      UncheckedIOException refusal = assertThrows(UncheckedIOException.class, this::start);

      assertEquals(
          "Cannot use the folder "
              + folder
              + ": another emulator uses it. End what uses it, or choose another folder.",
          refusal.getMessage());
      first.put("specs", "a", new byte[0], Map.of());
    }
  }

  @Test
  void withoutAFolderNothingIsWritten() {
    try (StorageEmulator emulator =
        StorageEmulator.start(StorageEmulatorOptions.withBuckets("specs"), new Journal())) {
      emulator.put("specs", "a", new byte[0], Map.of());
    }

    assertFalse(Files.exists(folder));
  }

  @Test
  void whatWasSavedIsThereThoughTheProcessWasKilled() throws Exception {
    StorageState state = state();
    StorageNumbers numbers = new StorageNumbers(new Random(1));
    state.createBucket("specs", "US", false);
    try (StorageFolder kept = StorageFolder.open(folder)) {
      StateSaver saver = StorageSaver.of(kept, state, numbers, numbers);
      state.write(
          ObjectTarget.live("specs", "a"),
          ObjectContent.of(new byte[0]),
          ObjectAttributes.of("text/plain", Map.of()));
      saver.save();
      state.delete(ObjectTarget.live("specs", "a"));
    }

    try (StorageEmulator emulator = start()) {
      assertEquals(Optional.of("a"), emulator.get("specs", "a").map(ObjectVersion::name));
    }
  }

  private static StorageState state() {
    StorageTestClock clock = new StorageTestClock();
    return new StorageState(
        clock,
        new StorageNumbers(new Random(1)),
        new ObjectWriteLimit(clock, 0),
        (bucket, change) -> {});
  }
}
