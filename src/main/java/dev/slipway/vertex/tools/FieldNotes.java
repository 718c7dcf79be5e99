package dev.slipway.vertex.tools;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an editor shows beside a field. The descriptors come without their comments, so the fields
 * that people get wrong have a line each in {@code field-notes.txt}.
 */
final class FieldNotes {

  private static final String SOURCE = "field-notes.txt";

  private final Map<String, String> notes;

  private FieldNotes(Map<String, String> notes) {
    this.notes = notes;
  }

  static FieldNotes read() {
    try (InputStream source = FieldNotes.class.getResourceAsStream(SOURCE)) {
      if (source == null) {
        throw new IllegalStateException(SOURCE + " is missing from the jar");
      }
      Map<String, String> notes = new LinkedHashMap<>();
      new String(source.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .forEach(
              line -> {
                int colon = line.indexOf(": ");
                notes.put(line.substring(0, colon), line.substring(colon + 2));
              });
      return new FieldNotes(notes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The fields that have one, as {@code WorkerPoolSpec.replica_count}. */
  Set<String> fields() {
    return notes.keySet();
  }

  Optional<String> of(FieldDescriptor field) {
    return Optional.ofNullable(
        notes.get(field.getContainingType().getName() + "." + field.getName()));
  }
}
