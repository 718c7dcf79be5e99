package dev.slipway.spec;

import java.util.List;
import java.util.Optional;

/** A JSON value as it was written: order, spelling and number literals are kept. */
public sealed interface Json {

  /** An object; no name stands twice. */
  record Obj(List<Member> members) implements Json {
    public Obj {
      members = List.copyOf(members);
    }

    /** The value under exactly that name. */
    public Optional<Json> get(String name) {
      return members.stream().filter(m -> m.name().equals(name)).map(Member::value).findFirst();
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /** One name and value of an object. */
  record Member(String name, Json value) {}

  /** An array. */
  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A string, well-formed Unicode. */
  record Text(String value) implements Json {
    @Override
    public String kind() {
      return "a text";
    }
  }

  /**
   * A number.
   *
   * @param literal as written, such as {@code 1.0} or {@code 1e3}
   */
  record Num(String literal) implements Json {
    @Override
    public String kind() {
      return "a number";
    }
  }

  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements Json {
    @Override
    public String kind() {
      return "true or false";
    }
  }

  /** {@code null}. */
  record Null() implements Json {
    @Override
    public String kind() {
      return "null";
    }
  }

  /** For messages: {@code an object}, {@code a text}. */
  String kind();
}
