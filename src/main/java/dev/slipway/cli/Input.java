package dev.slipway.cli;

import dev.slipway.spec.SpecParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A file, or standard input. A class, since records do not take arrays. */
final class Input {

  static final String STANDARD_INPUT = "-";

  private final String name;
  private final byte[] bytes;
  private final long size;

  private Input(String name, byte[] bytes, long size) {
    this.name = name;
    this.bytes = bytes;
    this.size = size;
  }

  /** As the user named it. */
  String name() {
    return name.equals(STANDARD_INPUT) ? "standard input" : name;
  }

  /** Without folders. */
  String baseName() {
    return name.equals(STANDARD_INPUT) ? "stdin" : String.valueOf(Path.of(name).getFileName());
  }

  /** What stands in it; of what is larger than any spec may be, the beginning. */
  byte[] bytes() {
    return bytes.clone();
  }

  /** In bytes. */
  long size() {
    return size;
  }

  /**
   * Reads files, all or none.
   *
   * @throws ParameterException when any cannot be read; its message names all of those
   */
  static List<Input> readAll(CommandLine commandLine, List<String> names) {
    List<Input> inputs = new ArrayList<>();
    List<String> wrong = new ArrayList<>();
    for (String name : names) {
      try {
        inputs.add(read(name));
      } catch (IOException | InvalidPathException e) {
        wrong.add(why(name, e));
      }
    }
    if (names.stream().filter(STANDARD_INPUT::equals).count() > 1) {
      wrong.add("standard input can be read once only; name - once");
    }
    if (!wrong.isEmpty()) {
      throw new ParameterException(commandLine, String.join("\n", wrong));
    }
    return inputs;
  }

  private static Input read(String name) throws IOException {
    int most = SpecParser.LARGEST_BYTES + 1;
    if (name.equals(STANDARD_INPUT)) {
      byte[] bytes = System.in.readNBytes(most);
      // The rest is read too, to tell how much it is; a pipe cannot be skipped.
      long rest = System.in.transferTo(OutputStream.nullOutputStream());
      return new Input(name, bytes, bytes.length + rest);
    }
    Path path = Path.of(name);
    if (name.isEmpty()) {
      throw new NoSuchFileException(name);
    }
    if (Files.isDirectory(path)) {
      throw new FileSystemException(
          name, null, "it is a folder; name the files in it, such as " + path + "/*.json");
    }
    try (InputStream file = Files.newInputStream(path)) {
      byte[] bytes = file.readNBytes(most);
      return new Input(name, bytes, Math.max(bytes.length, Files.size(path)));
    }
  }

  private static String why(String name, Exception e) {
    if (e instanceof NoSuchFileException || e instanceof InvalidPathException) {
      return "there is no file " + (name.isEmpty() ? "without a name" : name);
    }
    if (e instanceof AccessDeniedException) {
      return name + " cannot be read: you have no permission";
    }
    String why = e instanceof FileSystemException file ? file.getReason() : null;
    return name + " cannot be read: " + (why == null ? e : why);
  }
}
