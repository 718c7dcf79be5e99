package dev.slipway.spec;

import dev.slipway.problem.HiddenText;
import dev.slipway.problem.Privacy;

/**
 * Trees without the values that a job's container reads: those of {@code env}, {@code args} and
 * {@code command}. People put credentials there.
 */
public final class PrivateValues {

  private PrivateValues() {}

  /** A tree in which private values are replaced by an ellipsis. */
  public static Json without(Json value) {
    if (value instanceof Json.Arr list) {
      return new Json.Arr(list.items().stream().map(PrivateValues::without).toList());
    }
    if (!(value instanceof Json.Obj object)) {
      return value;
    }
    return new Json.Obj(
        object.members().stream()
            .map(
                member ->
                    Privacy.isPrivate(member.name())
                        ? new Json.Member(member.name(), new Json.Text(HiddenText.HIDDEN))
                        : new Json.Member(member.name(), without(member.value())))
            .toList());
  }

  /**
   * A tree in which every value of a variable of the environment is replaced by an ellipsis; names
   * stay. What {@code args} and {@code command} hold stays too.
   */
  public static Json withoutEnvironment(Json value) {
    if (value instanceof Json.Arr list) {
      return new Json.Arr(list.items().stream().map(PrivateValues::withoutEnvironment).toList());
    }
    if (!(value instanceof Json.Obj object)) {
      return value;
    }
    return new Json.Obj(
        object.members().stream()
            .map(member -> new Json.Member(member.name(), environmentHidden(member)))
            .toList());
  }

  private static Json environmentHidden(Json.Member member) {
    if (Privacy.SHOWN.below(member.name()) == Privacy.OWN_NAMES) {
      return member.value();
    }
    return Privacy.isEnvironment(member.name())
        ? withoutLeaves(member.value())
        : withoutEnvironment(member.value());
  }

  private static Json withoutLeaves(Json value) {
    if (value instanceof Json.Arr list) {
      return new Json.Arr(list.items().stream().map(PrivateValues::withoutLeaves).toList());
    }
    if (!(value instanceof Json.Obj object)) {
      return new Json.Text(HiddenText.HIDDEN);
    }
    boolean isVariable = object.get("value").isPresent();
    return new Json.Obj(
        object.members().stream()
            .map(
                member ->
                    isVariable && member.name().equals("name")
                        ? member
                        : new Json.Member(member.name(), withoutLeaves(member.value())))
            .toList());
  }
}
