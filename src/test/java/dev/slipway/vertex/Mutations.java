package dev.slipway.vertex;

import dev.slipway.spec.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/** Documents as people get them wrong: one or two places of a good one changed at random. */
final class Mutations {

  private static final List<Json> VALUES =
      List.of(
          new Json.Null(),
          new Json.Bool(true),
          new Json.Obj(List.of()),
          new Json.Arr(List.of()),
          new Json.Arr(List.of(new Json.Null())),
          new Json.Arr(List.of(new Json.Num("3"))),
          new Json.Arr(List.of(new Json.Text("a"))));

  private static final List<String> NUMBERS =
      List.of("0", "-1", "4", "1.0", "1e3", "10e-1", "1.5", "999", "2147483648", "1e19", "1e999");

  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "true",
          "4",
          " 4",
          "+4",
          "\u0663",
          "1.0",
          "1e3",
          "SPOT",
          "spot",
          "NVIDIA_L4",
          "3600s",
          "1.5s",
          "-1s",
          "1h",
          "s",
          "\"\\\u2028",
          "2026-11-01T00:00:00Z");

  private final Random random;
  private final List<String> names;

  /**
   * @param names field names to put in wrong places
   */
  Mutations(long seed, List<String> names) {
    this.random = new Random(seed);
    this.names = names;
  }

  /** The document with one or two changes. */
  Json.Obj of(Json.Obj document) {
    Json.Obj once = changed(document);
    return random.nextBoolean() ? once : changed(once);
  }

  private Json.Obj changed(Json.Obj document) {
    return (Json.Obj) changedAt(document, new int[] {random.nextInt(size(document) - 1) + 1});
  }

  /** Walks to the node of that number, the document itself being 0, and changes it. */
  private Json changedAt(Json node, int[] left) {
    if (left[0]-- == 0) {
      return other();
    }
    if (node instanceof Json.Obj object) {
      return objectChangedAt(object, left);
    }
    if (node instanceof Json.Arr array) {
      List<Json> items = new ArrayList<>();
      array.items().forEach(item -> items.add(left[0] < 0 ? item : changedAt(item, left)));
      return new Json.Arr(items);
    }
    return node;
  }

  private Json objectChangedAt(Json.Obj object, int[] left) {
    List<Json.Member> members = new ArrayList<>();
    for (Json.Member member : object.members()) {
      if (left[0] == 0 && random.nextBoolean()) {
        left[0] = -1;
        members.addAll(renamed(member));
      } else {
        members.add(
            left[0] < 0 ? member : new Json.Member(member.name(), changedAt(member.value(), left)));
      }
    }
    return withoutDuplicates(members);
  }

  private List<Json.Member> renamed(Json.Member member) {
    String name = member.name();
    Json value = member.value();
    return switch (random.nextInt(5)) {
      case 0 -> List.of(new Json.Member(otherSpelling(name), value));
      case 1 -> List.of(member, new Json.Member(otherSpelling(name), value));
      case 2 -> List.of(member, new Json.Member(otherSpelling(name), new Json.Null()));
      case 3 -> List.of(member, new Json.Member(oneOf(names), other()));
      default -> List.of(new Json.Member(name + "s", value));
    };
  }

  private static String otherSpelling(String name) {
    if (!name.contains("_")) {
      return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("_", -1)) {
      camel.append(
          camel.isEmpty() || word.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }

  private Json other() {
    return switch (random.nextInt(3)) {
      case 0 -> oneOf(VALUES);
      case 1 -> new Json.Num(oneOf(NUMBERS));
      default -> new Json.Text(oneOf(TEXTS));
    };
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static Json.Obj withoutDuplicates(List<Json.Member> members) {
    List<Json.Member> unique = new ArrayList<>();
    for (Json.Member member : members) {
      if (unique.stream().noneMatch(earlier -> earlier.name().equals(member.name()))) {
        unique.add(member);
      }
    }
    return new Json.Obj(unique);
  }

  private static int size(Json node) {
    Stream<Json> children =
        node instanceof Json.Obj object
            ? object.members().stream().map(Json.Member::value)
            : node instanceof Json.Arr array ? array.items().stream() : Stream.empty();
    return 1 + children.mapToInt(Mutations::size).sum();
  }
}
