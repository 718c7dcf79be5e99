package dev.slipway.emulator.vertex;

import com.google.rpc.Code;
import java.util.ArrayList;
import java.util.List;

/**
 * Errors of a request's fields, collected so that all are told at once.
 *
 * <p>The text has the shape of Vertex AI's own validator, tabs included; recorded in <a
 * href="https://github.com/PrefectHQ/prefect-gcp/issues/175">prefect-gcp issue 175</a> and in
 * k8s-config-connector's HTTP logs.
 */
final class FieldErrors {

  private final List<String> errors = new ArrayList<>();

  /** One error of one field, ready to throw. */
  static VertexException of(String field, String message) {
    FieldErrors errors = new FieldErrors();
    errors.add(field, message);
    return errors.exception();
  }

  /**
   * Adds an error.
   *
   * @param field its path in snake case, as the service writes it
   * @param message a sentence
   */
  void add(String field, String message) {
    errors.add("%d.Field: %s; Message: %s\t".formatted(errors.size() + 1, field, message));
  }

  /** Refuses the request with all errors so far, if there are any. */
  void throwIfAny() {
    if (!errors.isEmpty()) {
      throw exception();
    }
  }

  private VertexException exception() {
    return new VertexException(
        Code.INVALID_ARGUMENT, "List of found errors:\t" + String.join("", errors));
  }
}
