package dev.slipway.vertex;

import com.google.api.gax.rpc.ApiException;
import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.Creation.Refusal;
import java.util.Optional;

/** What a failed creation means. */
final class Refusals {

  private Refusals() {}

  /**
   * How Vertex AI says, as INVALID_ARGUMENT, that the caller lacks iam.serviceAccounts.actAs: "You
   * do not have permission to act as service_account: X. (or it may not exist)."
   * (https://github.com/googleapis/python-aiplatform/issues/1073).
   */
  private static final String ACT_AS = "permission to act as service";

  /**
   * A code that only a service sends which has made no job is a refusal; with every other nobody
   * knows. Our inference from https://grpc.io/docs/guides/status-codes: no text says which codes
   * Vertex AI uses for what, but for {@link #ACT_AS}.
   *
   * @param serviceAccount of the spec; empty for none
   */
  static Creation of(ApiException failure, String serviceAccount) {
    String code = ApiErrors.code(failure);
    String message = ApiErrors.message(failure);
    boolean namesAccount = !serviceAccount.isEmpty() && message.contains(serviceAccount);
    Optional<Refusal> refusal =
        switch (failure.getStatusCode().getCode()) {
          case INVALID_ARGUMENT ->
              Optional.of(
                  message.contains(ACT_AS) ? Refusal.UNTIL_IT_MAY_ACT_AS : Refusal.FOR_GOOD);
          case PERMISSION_DENIED, NOT_FOUND ->
              Optional.of(
                  namesAccount || message.contains(ACT_AS)
                      ? Refusal.UNTIL_IT_MAY_ACT_AS
                      : Refusal.UNTIL_SOMEBODY_ACTS);
          case UNAUTHENTICATED -> Optional.of(Refusal.UNTIL_SOMEBODY_ACTS);
          case RESOURCE_EXHAUSTED, FAILED_PRECONDITION -> Optional.of(Refusal.FOR_NOW);
          default -> Optional.empty();
        };
    return refusal.isPresent()
        ? new Creation.Refused(refusal.get(), code, message)
        : new Creation.Unknown(code, message);
  }
}
