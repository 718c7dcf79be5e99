package dev.slipway.vertex.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FieldNotesTest {

  @Test
  void everyNoteIsOfAFieldThatThereIs() {
    Set<String> known = new TreeSet<>();
    collect(CustomJob.getDescriptor(), new LinkedHashSet<>(), known);
    Set<String> unknown = new TreeSet<>(FieldNotes.read().fields());
    unknown.removeAll(known);

    assertEquals(Set.of(), unknown);
  }

  private static void collect(Descriptor type, Set<Descriptor> seen, Set<String> known) {
    if (!seen.add(type)) {
      return;
    }
    for (FieldDescriptor field : type.getFields()) {
      known.add(type.getName() + "." + field.getName());
      if (field.getType() == FieldDescriptor.Type.MESSAGE) {
        collect(field.getMessageType(), seen, known);
      }
    }
  }
}
