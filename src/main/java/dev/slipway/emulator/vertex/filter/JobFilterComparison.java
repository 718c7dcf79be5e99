package dev.slipway.emulator.vertex.filter;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.JobState;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * One comparison of a filter.
 *
 * @param field the left side, in snake or camel case
 * @param fieldPosition where it stands
 * @param operator one that the field may or may not know
 * @param value the right side
 */
record JobFilterComparison(
    String field, int fieldPosition, JobFilterToken operator, JobFilterToken value) {

  private static final String LABELS = "labels";
  private static final Map<String, IntPredicate> ORDERS =
      Map.of(
          "=", sign -> sign == 0,
          "!=", sign -> sign != 0,
          "<", sign -> sign < 0,
          "<=", sign -> sign <= 0,
          ">", sign -> sign > 0,
          ">=", sign -> sign >= 0);

  /** What a job must satisfy. */
  Predicate<CustomJob> predicate() {
    return switch (field) {
      case "display_name", "displayName" -> displayName();
      case "state" -> state();
      case "create_time", "createTime" -> createTime();
      case LABELS -> hasLabel();
      default -> label();
    };
  }

  private Predicate<CustomJob> displayName() {
    requireOperator(Set.of("=", "!=", ":"));
    return switch (operator.text()) {
      case "=" -> job -> job.getDisplayName().equals(value.text());
      case "!=" -> job -> !job.getDisplayName().equals(value.text());
      default -> {
        Predicate<String> matches = wildcard();
        yield job -> matches.test(job.getDisplayName());
      }
    };
  }

  private Predicate<CustomJob> state() {
    requireOperator(Set.of("=", "!="));
    JobState state;
    try {
      state = JobState.valueOf(value.text());
    } catch (IllegalArgumentException e) {
      throw badValue("a JobState such as JOB_STATE_RUNNING");
    }
    boolean same = operator.text().equals("=");
    return job -> (job.getState() == state) == same;
  }

  private Predicate<CustomJob> createTime() {
    requireOperator(ORDERS.keySet());
    Instant time = time();
    IntPredicate order = ORDERS.getOrDefault(operator.text(), sign -> false);
    return job -> order.test(created(job).compareTo(time));
  }

  private static Instant created(CustomJob job) {
    Timestamp created = job.getCreateTime();
    return Instant.ofEpochSecond(created.getSeconds(), created.getNanos());
  }

  private Instant time() {
    try {
      return OffsetDateTime.parse(value.text()).toInstant();
    } catch (DateTimeParseException e) {
      throw badValue("a time in RFC 3339, quoted, such as \"2026-11-01T00:00:00Z\"");
    }
  }

  /** {@code labels:key}, the other way to write {@code labels.key:*}. */
  private Predicate<CustomJob> hasLabel() {
    requireOperator(Set.of(":"));
    return job -> job.containsLabels(value.text());
  }

  private Predicate<CustomJob> label() {
    if (!field.startsWith(LABELS + ".") || field.length() == LABELS.length() + 1) {
      throw JobFilter.error(
          fieldPosition,
          "'%s' is no field to filter by; these are: display_name, state, create_time, labels.KEY"
              .formatted(field));
    }
    requireOperator(Set.of("=", ":"));
    String key = field.substring(LABELS.length() + 1);
    Predicate<String> matches =
        operator.text().equals(":") ? wildcard() : Predicate.isEqual(value.text());
    return job -> job.containsLabels(key) && matches.test(job.getLabelsOrThrow(key));
  }

  /** Our inference: a star stands for any characters, and the pattern for the whole text. */
  private Predicate<String> wildcard() {
    String[] parts = value.text().split("\\*", -1);
    StringBuilder regex = new StringBuilder();
    for (String part : parts) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).asMatchPredicate();
  }

  private void requireOperator(Set<String> known) {
    if (!known.contains(operator.text())) {
      throw JobFilter.error(
          operator.position(), "'%s' cannot be used with %s".formatted(operator.text(), field));
    }
  }

  private IllegalArgumentException badValue(String expected) {
    return JobFilter.error(
        value.position(), "%s is expected, not %s".formatted(expected, value.shown()));
  }
}
