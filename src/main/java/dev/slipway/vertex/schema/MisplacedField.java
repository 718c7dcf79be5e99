package dev.slipway.vertex.schema;

import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.slipway.spec.Json;
import dev.slipway.spec.Paths;
import dev.slipway.spec.Spelling;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a field belongs that the API knows, but not where the spec has it. */
final class MisplacedField {

  /** How far down a field is looked for; no custom job has one deeper. */
  private static final int DEEPEST = 6;

  /**
   * An object of the document that is open while its members are read.
   *
   * @param type what it is
   * @param path where it stands
   * @param object what it holds; empty for one that is not there
   */
  record Level(Descriptor type, String path, Json.Obj object) {}

  private static final Json.Obj ABSENT = new Json.Obj(List.of());

  private final String name;
  private final Spelling spelling;

  private MisplacedField(String name, Spelling spelling) {
    this.name = name;
    this.spelling = spelling;
  }

  /**
   * The path of the nearest place that has a field of this name: as few steps as possible up and
   * then down from where it stands. Of places equally near, one in an object that is there comes
   * first.
   *
   * @param open the objects around it, the innermost first
   */
  static Optional<String> belongs(String name, Iterable<Level> open, Spelling spelling) {
    MisplacedField misplaced = new MisplacedField(name, spelling);
    Optional<Found> nearest = Optional.empty();
    int up = 0;
    for (Level level : open) {
      int stepsUp = up++;
      Optional<Found> below = misplaced.below(level).map(found -> found.after(stepsUp));
      if (below.isPresent() && (nearest.isEmpty() || below.get().steps() < nearest.get().steps())) {
        nearest = below;
      }
    }
    return nearest.map(Found::path);
  }

  private record Found(String path, int steps) {
    Found after(int more) {
      return new Found(path, steps + more);
    }
  }

  /** Breadth first, so that the first that is found is the nearest. */
  private Optional<Found> below(Level top) {
    Deque<Level> now = new ArrayDeque<>(List.of(top));
    Set<Descriptor> seen = new HashSet<>();
    for (int down = 0; down < DEEPEST && !now.isEmpty(); down++) {
      Deque<Level> next = new ArrayDeque<>();
      for (Level level : now) {
        Optional<FieldDescriptor> field =
            MessageFields.find(level.type(), name)
                .filter(known -> !MessageFields.isOutputOnly(known));
        if (field.isPresent()) {
          String member = MessageFields.name(field.get(), spelling);
          return Optional.of(new Found(Paths.member(level.path(), member), down));
        }
        if (seen.add(level.type())) {
          next.addAll(inside(level));
        }
      }
      now = next;
    }
    return Optional.empty();
  }

  private List<Level> inside(Level level) {
    return level.type().getFields().stream()
        .filter(MisplacedField::mayHold)
        .map(field -> inside(level, field))
        .sorted(Comparator.comparing((Level inner) -> inner.object().members().isEmpty()))
        .toList();
  }

  /** Of lists only the worker pools: else every "name" would belong to an environment variable. */
  private static boolean mayHold(FieldDescriptor field) {
    boolean isObject = !Values.isSingle(field) && !MessageFields.isOutputOnly(field);
    return isObject && (!field.isRepeated() || isWorkerPools(field));
  }

  private static boolean isWorkerPools(FieldDescriptor field) {
    return field.getContainingType().equals(CustomJobSpec.getDescriptor())
        && field.getNumber() == CustomJobSpec.WORKER_POOL_SPECS_FIELD_NUMBER;
  }

  private Level inside(Level level, FieldDescriptor field) {
    Optional<Json.Member> member =
        MessageFields.memberOf(level.object(), level.type(), field.getNumber());
    String path =
        Paths.member(
            level.path(),
            member.map(Json.Member::name).orElse(MessageFields.name(field, spelling)));
    Optional<Json> value = member.map(Json.Member::value);
    return new Level(
        field.getMessageType(),
        field.isRepeated() ? Paths.item(path, 0) : path,
        value
            .map(found -> found instanceof Json.Arr list ? first(list) : found)
            .filter(Json.Obj.class::isInstance)
            .map(Json.Obj.class::cast)
            .orElse(ABSENT));
  }

  private static Json first(Json.Arr list) {
    return list.items().isEmpty() ? ABSENT : list.items().get(0);
  }
}
