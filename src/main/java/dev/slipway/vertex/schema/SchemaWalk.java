package dev.slipway.vertex.schema;

import com.google.cloud.aiplatform.v1.EnvVar;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.slipway.problem.FirstProblems;
import dev.slipway.problem.ForeignNames;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Json;
import dev.slipway.spec.Paths;
import dev.slipway.spec.Spelling;
import dev.slipway.spec.UnknownNames;
import dev.slipway.text.Nearest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Walks a JSON tree along a message's descriptor and notes everything that the message cannot hold.
 * What remains can always be read by {@link com.google.protobuf.util.JsonFormat}.
 */
public final class SchemaWalk {

  /**
   * What came of a walk.
   *
   * @param taken the tree without what is wrong, output only or null. What is wrong in a list of
   *     objects leaves an empty object, so that the others keep their index
   * @param problems what is wrong, in the document's order
   * @param warnings what is left out although it is not wrong
   */
  public record Walked(Json.Obj taken, List<Problem> problems, List<Problem> warnings) {}

  private final Spelling spelling;
  private final Deque<MisplacedField.Level> open = new ArrayDeque<>();
  private final FirstProblems problems = new FirstProblems();
  private final FirstProblems warnings = new FirstProblems();

  private SchemaWalk(Spelling spelling) {
    this.spelling = spelling;
  }

  /** Walks a whole document. */
  public static Walked walk(Json.Obj document, Descriptor type) {
    SchemaWalk walk = new SchemaWalk(Spelling.of(document));
    Json.Obj taken = walk.object(document, type, "");
    return new Walked(taken, walk.problems.list(), walk.warnings.list());
  }

  private Json.Obj object(Json.Obj object, Descriptor type, String where) {
    Siblings siblings = new Siblings();
    List<Json.Member> taken = new ArrayList<>();
    open.push(new MisplacedField.Level(type, where, object));
    for (Json.Member member : object.members()) {
      String path = Paths.member(where, member.name());
      Optional<FieldDescriptor> field = MessageFields.find(type, member.name());
      if (field.isEmpty()) {
        unknownField(member, type, path);
      } else {
        member(field.get(), member, siblings, path)
            .ifPresent(value -> taken.add(new Json.Member(member.name(), value)));
      }
    }
    open.pop();
    return new Json.Obj(taken);
  }

  /** Looking for names takes time, which is not spent on more than are told. */
  private void unknownField(Json.Member member, Descriptor type, String path) {
    String name = member.name();
    if (problems.isFull()) {
      note(Problem.of(ProblemCode.UNKNOWN_FIELD, path));
      return;
    }
    List<String> known = MessageFields.settable(type, spelling);
    if (type.equals(EnvVar.getDescriptor())) {
      note(UnknownNames.field(path, name, onlyMissing(known), known));
      return;
    }
    Optional<String> meant = ForeignNames.meant(name);
    Optional<String> here =
        meant
            .flatMap(field -> MessageFields.find(type, field))
            .map(field -> MessageFields.name(field, spelling));
    Optional<String> elsewhere =
        MisplacedField.belongs(here.isPresent() ? name : meant.orElse(name), open, spelling);
    note(
        elsewhere
            .map(belongs -> misplaced(path, name, belongs))
            .orElseGet(
                () ->
                    UnknownNames.field(path, name, here.or(() -> Nearest.to(name, known)), known)));
    if (elsewhere.isPresent()) {
      foreignNames(member.value(), path);
    }
  }

  /** A variable has a name and a value: whoever writes one of them means the other. */
  private Optional<String> onlyMissing(List<String> known) {
    Json.Obj variable = open.element().object();
    List<String> missing =
        known.stream()
            .filter(
                field ->
                    variable.members().stream().noneMatch(member -> member.name().equals(field)))
            .toList();
    return missing.size() == 1 ? Optional.of(missing.get(0)) : Optional.empty();
  }

  /** What is in a misplaced object is not read, but what no job has is said of it all the same. */
  private void foreignNames(Json value, String where) {
    if (value instanceof Json.Obj object) {
      for (Json.Member member : object.members()) {
        UnknownNames.foreign(Paths.member(where, member.name()), member.name())
            .ifPresent(this::note);
      }
    }
  }

  private static Problem misplaced(String path, String name, String belongs) {
    return Problem.of(ProblemCode.MISPLACED_FIELD, path, "found", name, "belongs", belongs);
  }

  private Optional<Json> member(
      FieldDescriptor field, Json.Member member, Siblings siblings, String path) {
    if (MessageFields.isOutputOnly(field)) {
      warnings.add(Problem.of(ProblemCode.OUTPUT_ONLY_FIELD, path));
      return Optional.empty();
    }
    Optional<Problem> conflict = siblings.conflict(field, member, path);
    if (conflict.isPresent()) {
      note(conflict.get());
      return Optional.empty();
    }
    return member.value() instanceof Json.Null
        ? Optional.empty()
        : value(field, member.value(), path);
  }

  private Optional<Json> value(FieldDescriptor field, Json value, String where) {
    if (field.isMapField()) {
      return value instanceof Json.Obj entries
          ? Optional.of(map(field.getMessageType(), entries, where))
          : wrong(value, where, "an object", Optional.empty());
    }
    if (field.isRepeated()) {
      return value instanceof Json.Arr list
          ? Optional.of(list(field, list, where))
          : wrong(value, where, "a list", SuggestedValue.list(field, value));
    }
    return single(field, value, where);
  }

  private Json map(Descriptor entry, Json.Obj entries, String where) {
    FieldDescriptor key = entry.findFieldByName("key");
    FieldDescriptor content = entry.findFieldByName("value");
    List<Json.Member> taken = new ArrayList<>();
    for (Json.Member member : entries.members()) {
      String path = Paths.member(where, member.name());
      single(key, new Json.Text(member.name()), path)
          .flatMap(name -> single(content, member.value(), path))
          .ifPresent(value -> taken.add(new Json.Member(member.name(), value)));
    }
    return new Json.Obj(taken);
  }

  private Json list(FieldDescriptor field, Json.Arr list, String where) {
    List<Json> taken = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      Optional<Json> item = item(field, list.items().get(i), Paths.item(where, i));
      if (item.isPresent()) {
        taken.add(item.get());
      } else if (!Values.isSingle(field)) {
        taken.add(new Json.Obj(List.of()));
      }
    }
    return new Json.Arr(taken);
  }

  private Optional<Json> item(FieldDescriptor field, Json item, String where) {
    if (item instanceof Json.Null) {
      note(Problem.of(ProblemCode.NULL_IN_LIST, where));
      return Optional.empty();
    }
    return single(field, item, where);
  }

  private Optional<Json> single(FieldDescriptor field, Json value, String where) {
    if (!Values.isSingle(field)) {
      return value instanceof Json.Obj object
          ? Optional.of(object(object, field.getMessageType(), where))
          : wrong(
              value,
              where,
              objectLike(field.getMessageType()),
              SuggestedValue.object(field.getMessageType(), value, spelling));
    }
    Optional<Problem> problem = Values.problem(field, value, where, machineType());
    problem.ifPresent(this::note);
    return problem.isPresent() ? Optional.empty() : Optional.of(value);
  }

  /** The machine type of the innermost object that is open; empty where it has none. */
  private String machineType() {
    return Optional.ofNullable(open.peek())
        .filter(level -> level.type().equals(MachineSpec.getDescriptor()))
        .flatMap(
            level ->
                MessageFields.memberOf(
                    level.object(), level.type(), MachineSpec.MACHINE_TYPE_FIELD_NUMBER))
        .map(Json.Member::value)
        .filter(Json.Text.class::isInstance)
        .map(type -> ((Json.Text) type).value())
        .orElse("");
  }

  /** An object with few fields is what people take for the values of these. */
  private String objectLike(Descriptor type) {
    List<String> known = MessageFields.settable(type, spelling);
    return known.size() <= 2 ? "an object with " + String.join(" and ", known) : "an object";
  }

  private Optional<Json> wrong(
      Json value, String where, String expected, Optional<String> instead) {
    note(Values.wrongType(value, where, expected, instead));
    return Optional.empty();
  }

  private void note(Problem problem) {
    problems.add(problem);
  }
}
