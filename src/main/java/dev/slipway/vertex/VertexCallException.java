package dev.slipway.vertex;

import com.google.api.gax.rpc.ApiException;
import dev.slipway.dispatch.model.RetryLater;

/** Vertex AI did not answer a question, for those who tell a person why. */
public final class VertexCallException extends RetryLater {
  private static final long serialVersionUID = 1;

  private final String code;

  VertexCallException(String what, ApiException cause) {
    super(
        "Vertex AI was asked for "
            + what
            + " and will be asked again; what came back is "
            + ApiErrors.code(cause)
            + ": "
            + ApiErrors.message(cause),
        cause);
    this.code = ApiErrors.code(cause);
  }

  /** Whether somebody is missing a permission, or is not known to the service at all. */
  public boolean isOfPermissions() {
    return code.equals("PERMISSION_DENIED");
  }

  /** Whether nobody is logged in, or not any more. */
  public boolean isOfCredentials() {
    return code.equals("UNAUTHENTICATED");
  }
}
