package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.EnvVar;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.slipway.spec.Json;
import dev.slipway.spec.Patterns;
import dev.slipway.spec.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What seems to be meant by a value of the wrong type, as JSON, where that is plain to see. */
final class Instead {

  /** Words that a shell would pass on as they are; other text has to be taken apart by a person. */
  private static final Pattern BLANKS = Pattern.compile(" +");

  private static final Pattern WORDS = Pattern.compile("[\\w@%+=:,./ -]+");

  private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z_]\\w*)=(.*)");

  private Instead() {}

  /** Of what stands where a list should. */
  static Optional<String> list(FieldDescriptor field, Json found) {
    if (field.getType() == FieldDescriptor.Type.STRING) {
      return found instanceof Json.Text text
          ? words(text.value()).or(() -> shell(field, text)).map(JsonText::shown)
          : Optional.empty();
    }
    if (!(found instanceof Json.Obj object)) {
      return Optional.empty();
    }
    return isEnvironment(field.getMessageType())
        ? environment(object)
        : Optional.of("[ … ] around it");
  }

  private static Optional<Json> words(String text) {
    return text.isBlank() || !Patterns.matches(WORDS, text)
        ? Optional.empty()
        : Optional.of(texts(Patterns.split(BLANKS, text.strip()).toArray(String[]::new)));
  }

  /** A container starts its command without a shell: who relies on one has to name it. */
  private static Optional<Json> shell(FieldDescriptor field, Json.Text text) {
    return text.value().isBlank() || !field.getName().equals("command")
        ? Optional.empty()
        : Optional.of(texts("sh", "-c", text.value()));
  }

  private static Json texts(String... texts) {
    return new Json.Arr(Arrays.stream(texts).<Json>map(Json.Text::new).toList());
  }

  /** The first variable shows how; their values may be many, or long. */
  private static Optional<String> environment(Json.Obj variables) {
    return variables.members().stream()
        .findFirst()
        .map(first -> variable(first.name(), JsonText.plain(first.value())))
        .map(first -> "[" + first + (variables.members().size() > 1 ? ", …]" : "]"));
  }

  private static String variable(String name, String value) {
    return JsonText.of(
        new Json.Obj(
            List.of(
                new Json.Member("name", new Json.Text(name)),
                new Json.Member("value", new Json.Text(value)))));
  }

  /** Of what stands where an object of some type should. */
  static Optional<String> object(Descriptor type, Json found, Spelling spelling) {
    if (!(found instanceof Json.Text text)) {
      return Optional.empty();
    }
    List<String> known = Fields.settable(type, spelling);
    if (known.size() == 1) {
      Json.Member member = new Json.Member(known.get(0), text);
      return Optional.of(JsonText.shown(new Json.Obj(List.of(member))));
    }
    return Patterns.match(ASSIGNMENT, text.value())
        .filter(assignment -> isEnvironment(type))
        .map(assignment -> variable(assignment.group(1), JsonText.shown(assignment.group(2))));
  }

  private static boolean isEnvironment(Descriptor type) {
    return type.equals(EnvVar.getDescriptor());
  }
}
