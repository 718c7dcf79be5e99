package dev.slipway.vertex;

import com.google.api.gax.rpc.ApiException;
import dev.slipway.dispatch.Creation;
import dev.slipway.dispatch.Creation.Refusal;
import java.util.Optional;

/** What a failed creation means. */
final class Refusals {

  private Refusals() {}

  /**
   * A code that only a service sends which has made no job is a refusal; with every other nobody
   * knows. Our inference from https://grpc.io/docs/guides/status-codes: no text says which codes
   * Vertex AI uses for what.
   *
   * @param serviceAccount of the spec; empty for none
   */
  static Creation of(ApiException failure, String serviceAccount) {
    String code = Answers.code(failure);
    String message = Answers.message(failure);
    boolean blamesSpec = !serviceAccount.isEmpty() && message.contains(serviceAccount);
    Optional<Refusal> refusal =
        switch (failure.getStatusCode().getCode()) {
          case INVALID_ARGUMENT -> Optional.of(Refusal.FOR_GOOD);
          case PERMISSION_DENIED, NOT_FOUND ->
              Optional.of(blamesSpec ? Refusal.FOR_GOOD : Refusal.UNTIL_SOMEBODY_ACTS);
          case UNAUTHENTICATED -> Optional.of(Refusal.UNTIL_SOMEBODY_ACTS);
          case RESOURCE_EXHAUSTED, FAILED_PRECONDITION -> Optional.of(Refusal.FOR_NOW);
          default -> Optional.empty();
        };
    return refusal.isPresent()
        ? new Creation.Refused(refusal.get(), code, message)
        : new Creation.Unknown(code, message);
  }
}
