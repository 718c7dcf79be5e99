package dev.slipway.vertex.schema;

import com.google.cloud.aiplatform.v1.EnvVar;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.slipway.spec.Json;
import dev.slipway.spec.Spelling;
import dev.slipway.text.Patterns;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What seems to be meant by a value of the wrong type, as JSON, where that is plain to see. */
final class SuggestedValue {

  /** Words that a shell would pass on as they are; other text has to be taken apart by a person. */
  private static final Pattern BLANKS = Pattern.compile(" +");

  private static final Pattern WORDS = Pattern.compile("[\\w@%+=:,./ -]+");

  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_]\\w*)=.*");

  /** In place of a value. */
  private static final String HIDDEN = "\"…\"";

  private static final int MOST_WORDS = 3;

  private SuggestedValue() {}

  /** Of what stands where a list should. */
  static Optional<String> list(FieldDescriptor field, Json found) {
    if (field.getType() == FieldDescriptor.Type.STRING) {
      return found instanceof Json.Text text
          ? words(text.value()).or(() -> shell(field, text))
          : Optional.empty();
    }
    if (!(found instanceof Json.Obj object)) {
      return Optional.empty();
    }
    return isEnvironment(field.getMessageType())
        ? environment(object)
        : Optional.of("[ … ] around it");
  }

  /** As many strings as there are words; a suggestion shows no value of the container's. */
  private static Optional<String> words(String text) {
    if (text.isBlank() || !Patterns.matches(WORDS, text)) {
      return Optional.empty();
    }
    int count = Patterns.split(BLANKS, text.strip()).size();
    String strings = String.join(",", Collections.nCopies(Math.min(count, MOST_WORDS), HIDDEN));
    return Optional.of("[" + strings + (count > MOST_WORDS ? ", …]" : "]"));
  }

  /** A container starts its command without a shell: who relies on one has to name it. */
  private static Optional<String> shell(FieldDescriptor field, Json.Text text) {
    return text.value().isBlank() || !field.getName().equals("command")
        ? Optional.empty()
        : Optional.of("[\"sh\",\"-c\"," + HIDDEN + "]");
  }

  /** The first variable shows how. */
  private static Optional<String> environment(Json.Obj variables) {
    return variables.members().stream()
        .findFirst()
        .map(first -> variable(first.name()))
        .map(first -> "[" + first + (variables.members().size() > 1 ? ", …]" : "]"));
  }

  private static String variable(String name) {
    return "{\"name\":" + JsonText.of(new Json.Text(name)) + ",\"value\":" + HIDDEN + "}";
  }

  /** Of what stands where an object of some type should. */
  static Optional<String> object(Descriptor type, Json found, Spelling spelling) {
    if (!(found instanceof Json.Text text)) {
      return Optional.empty();
    }
    List<String> known = MessageFields.settable(type, spelling);
    if (known.size() == 1) {
      Json.Member member = new Json.Member(known.get(0), text);
      return Optional.of(JsonText.shown(new Json.Obj(List.of(member))));
    }
    return Patterns.match(ASSIGNMENT, text.value())
        .filter(assignment -> isEnvironment(type))
        .map(assignment -> variable(assignment.group(1)));
  }

  private static boolean isEnvironment(Descriptor type) {
    return type.equals(EnvVar.getDescriptor());
  }
}
