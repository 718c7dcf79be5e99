package dev.slipway.pool;

import java.util.List;

/**
 * How machines use Compute Engine reservations. No source says how Vertex AI compares an omitted
 * affinity with {@code NO_RESERVATION}; our inference: it is compared as given.
 *
 * @param type the API's enum name without its leading {@code TYPE_}; empty when absent or
 *     unspecified
 * @param key the label key of a specific reservation; empty when absent
 * @param values reservation names, in the order given
 */
public record ReservationAffinity(String type, String key, List<String> values) {

  /** No affinity given. */
  public static final ReservationAffinity NONE = new ReservationAffinity("", "", List.of());

  public ReservationAffinity {
    values = List.copyOf(values);
  }

  @Override
  public String toString() {
    return (type + " " + key + (values.isEmpty() ? "" : "=" + String.join(",", values))).strip();
  }
}
