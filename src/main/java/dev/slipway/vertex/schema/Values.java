package dev.slipway.vertex.schema;

import com.google.cloud.aiplatform.v1.AcceleratorType;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.Timestamps;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Json;
import dev.slipway.spec.UnknownNames;
import dev.slipway.text.Nearest;
import dev.slipway.text.Patterns;
import java.math.BigDecimal;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is wrong with a single value, by the rules of https://protobuf.dev/programming-guides/json
 * as {@link JsonFormat} reads them, but stricter where it guesses: a number or {@code true} is no
 * text, {@code "true"} is no truth value, a list of one is not its item, and an enum's number must
 * be known.
 */
public final class Values {

  /** What is expected; that it is to be quoted is what people get wrong. */
  private static final String TEXT = "a text in quotes";

  /** Longer literals are no sensible numbers, and slow to read. */
  private static final int LONGEST_NUMBER = 100;

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private static final BigDecimal INT32_LEAST = BigDecimal.valueOf(Integer.MIN_VALUE);
  private static final BigDecimal INT32_MOST = BigDecimal.valueOf(Integer.MAX_VALUE);
  private static final BigDecimal INT64_LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal INT64_MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private final FieldDescriptor field;
  private final Json value;
  private final String where;

  private final String machine;

  private Values(FieldDescriptor field, Json value, String where, String machine) {
    this.field = field;
    this.value = value;
    this.where = where;
    this.machine = machine;
  }

  /** Whether a field's value is checked here, not member by member. */
  public static boolean isSingle(FieldDescriptor field) {
    return field.getType() != FieldDescriptor.Type.MESSAGE
        || field.getMessageType().getFullName().startsWith("google.protobuf.");
  }

  /**
   * Checks one value.
   *
   * @param field whose value it is, or of whose list or map it is an item
   * @param where its path, for the problem
   * @param machine the machine type beside it; empty for none
   */
  static Optional<Problem> problem(
      FieldDescriptor field, Json value, String where, String machine) {
    return new Values(field, value, where, machine).problem();
  }

  /**
   * Says that a value is of the wrong type.
   *
   * @param instead what seems to be meant, as JSON
   */
  static Problem wrongType(Json value, String where, String expected, Optional<String> instead) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("found", JsonText.shown(value));
    facts.put("foundKind", value.kind());
    facts.put("expected", expected);
    instead.ifPresent(json -> facts.put("instead", json));
    return new Problem(ProblemCode.WRONG_TYPE, where, facts);
  }

  private static Problem wrongType(Json value, String where, String expected) {
    return wrongType(value, where, expected, Optional.empty());
  }

  private Optional<Problem> problem() {
    return switch (field.getType()) {
      case STRING -> unless(value instanceof Json.Text, TEXT);
      case BOOL -> unless(value instanceof Json.Bool, "true or false without quotes");
      case INT32, SINT32, SFIXED32 -> wholeNumber(INT32_LEAST, INT32_MOST);
      case INT64, SINT64, SFIXED64 -> wholeNumber(INT64_LEAST, INT64_MOST);
      case ENUM -> enumValue(field.getEnumType());
      case MESSAGE -> wellKnown(field.getMessageType().getFullName());
      default -> whatJsonFormatSays(field.getType().name().toLowerCase(Locale.ROOT));
    };
  }

  private Optional<Problem> unless(boolean right, String expected) {
    return right ? Optional.empty() : Optional.of(wrongType(value, where, expected));
  }

  private Optional<Problem> wholeNumber(BigDecimal least, BigDecimal most) {
    if (!(value instanceof Json.Num || value instanceof Json.Text)) {
      return Optional.of(wrongType(value, where, "a whole number"));
    }
    Optional<BigDecimal> number = number();
    if (number.filter(n -> n.stripTrailingZeros().scale() <= 0).isEmpty()) {
      return found(ProblemCode.NOT_A_WHOLE_NUMBER, JsonText.shown(value));
    }
    if (number.filter(n -> n.compareTo(least) >= 0 && n.compareTo(most) <= 0).isEmpty()) {
      String shown = JsonText.shown(value);
      return Optional.of(
          Problem.of(
              ProblemCode.OUT_OF_RANGE, where, "found", shown, "least", least, "most", most));
    }
    return Optional.empty();
  }

  /** The number a literal means; numbers may stand in quotes, as the API writes 64-bit ones. */
  private Optional<BigDecimal> number() {
    String literal = value instanceof Json.Text text ? text.value() : JsonText.of(value);
    try {
      return Optional.of(literal)
          .filter(text -> text.length() <= LONGEST_NUMBER)
          .map(BigDecimal::new);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Optional<Problem> enumValue(EnumDescriptor type) {
    if (value instanceof Json.Num) {
      boolean known =
          type.getValues().stream()
              .map(entry -> BigDecimal.valueOf(entry.getNumber()))
              .anyMatch(number -> number().filter(n -> n.compareTo(number) == 0).isPresent());
      return known ? Optional.empty() : unknownValue(type, "");
    }
    if (value instanceof Json.Text text) {
      return type.findValueByName(text.value()) != null
          ? Optional.empty()
          : unknownValue(type, text.value());
    }
    return Optional.of(wrongType(value, where, TEXT));
  }

  private Optional<Problem> unknownValue(EnumDescriptor type, String name) {
    List<String> known = type.getValues().stream().map(EnumValueDescriptor::getName).toList();
    boolean isAccelerator = type.equals(AcceleratorType.getDescriptor());
    Optional<String> machines = isAccelerator ? Accelerators.machines(name) : Optional.empty();
    if (machines.isPresent()) {
      return Optional.of(
          Problem.of(
              ProblemCode.TPU_BY_MACHINE_TYPE,
              where,
              "found",
              JsonText.plain(value),
              "machines",
              machines.get()));
    }
    Optional<String> nearest =
        isAccelerator ? Accelerators.meant(name, machine) : Nearest.to(name, known);
    return Optional.of(
        UnknownNames.problem(
            ProblemCode.UNKNOWN_VALUE, where, JsonText.plain(value), nearest, known));
  }

  private Optional<Problem> wellKnown(String type) {
    return switch (type) {
      case "google.protobuf.Duration" ->
          isDuration() ? Optional.empty() : Optional.of(notADuration());
      case "google.protobuf.Timestamp" ->
          isTimestamp()
              ? Optional.empty()
              : found(ProblemCode.NOT_A_TIMESTAMP, JsonText.plain(value));
      default -> whatJsonFormatSays(type);
    };
  }

  /** A number of seconds is what people write, with or without quotes. */
  private Problem notADuration() {
    String shown = JsonText.plain(value);
    return Patterns.matches(SECONDS, shown)
        ? Problem.of(ProblemCode.NOT_A_DURATION, where, "found", shown, "nearest", shown + "s")
        : Problem.of(ProblemCode.NOT_A_DURATION, where, "found", shown);
  }

  private boolean isDuration() {
    try {
      return value instanceof Json.Text text && Durations.parse(text.value()) != null;
    } catch (ParseException e) {
      return false;
    }
  }

  private boolean isTimestamp() {
    try {
      return value instanceof Json.Text text && Timestamps.parse(text.value()) != null;
    } catch (ParseException e) {
      return false;
    }
  }

  /** Kinds of fields that custom jobs don't have today: a later version may bring one. */
  private Optional<Problem> whatJsonFormatSays(String type) {
    String text = JsonText.of(value);
    String item = field.isRepeated() ? "[" + text + "]" : text;
    try {
      JsonFormat.parser()
          .merge(
              "{\"" + field.getName() + "\":" + item + "}",
              DynamicMessage.newBuilder(field.getContainingType()));
      return Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      return Optional.of(wrongType(value, where, "a value of type " + type));
    }
  }

  private Optional<Problem> found(ProblemCode code, String shown) {
    return Optional.of(Problem.of(code, where, "found", shown));
  }
}
