package dev.slipway.vertex;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.NotFoundException;
import io.grpc.Status;
import java.util.Optional;
import java.util.function.Supplier;

/** What comes back from Vertex AI, in our terms. */
final class ApiErrors {

  private ApiErrors() {}

  /**
   * Asks for something that must be there.
   *
   * @param what is asked, to continue "Vertex AI was asked for …"
   * @throws VertexCallException when anything but an answer comes back
   */
  static <T> T of(String what, Supplier<T> call) {
    try {
      return call.get();
    } catch (ApiException e) {
      throw new VertexCallException(what, e);
    }
  }

  /** Asks for something that may not exist. */
  static <T> Optional<T> ifThere(String what, Supplier<T> call) {
    return of(
        what,
        () -> {
          try {
            return Optional.of(call.get());
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** The gRPC status. */
  static String code(ApiException e) {
    return e.getStatusCode().getCode().name();
  }

  /** Vertex AI's own words, or the client's where the service never answered. */
  static String message(ApiException e) {
    String description = Status.fromThrowable(e).getDescription();
    return description == null || description.isBlank() ? "no message" : description.strip();
  }
}
