package dev.slipway.cli;

import dev.slipway.vertex.tools.EditorSchema;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The documents that have a schema, as they are typed: {@code custom-job}. */
final class DocumentNames implements ITypeConverter<EditorSchema.Root>, Iterable<String> {

  @Override
  public EditorSchema.Root convert(String typed) {
    return Arrays.stream(EditorSchema.Root.values())
        .filter(root -> name(root).equals(typed))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + typed + "' is none of " + String.join(", ", names())));
  }

  @Override
  public Iterator<String> iterator() {
    return names().iterator();
  }

  private static List<String> names() {
    return Arrays.stream(EditorSchema.Root.values()).map(DocumentNames::name).toList();
  }

  private static String name(EditorSchema.Root root) {
    return root.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
