package dev.slipway.emulator.vertex;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.rpc.Code;

/**
 * Refusals as Google's REST APIs answer them.
 *
 * <p>Body: <a href="https://google.aip.dev/193">AIP-193</a>. HTTP codes: <a
 * href="https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto">code.proto</a>.
 */
final class VertexErrors {

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private VertexErrors() {}

  /** The answer that tells of a refusal. */
  static VertexRest.RestAnswer answer(VertexException refusal) {
    int status = status(refusal.code());
    JsonObject error = new JsonObject();
    error.addProperty("code", status);
    error.addProperty("message", refusal.text());
    error.addProperty("status", refusal.code().name());
    JsonObject body = new JsonObject();
    body.add("error", error);
    return new VertexRest.RestAnswer(status, GSON.toJson(body) + "\n");
  }

  private static int status(Code code) {
    return switch (code) {
      case OK -> 200;
      case INVALID_ARGUMENT, FAILED_PRECONDITION, OUT_OF_RANGE -> 400;
      case UNAUTHENTICATED -> 401;
      case PERMISSION_DENIED -> 403;
      case NOT_FOUND -> 404;
      case ABORTED, ALREADY_EXISTS -> 409;
      case RESOURCE_EXHAUSTED -> 429;
      case CANCELLED -> 499;
      case UNIMPLEMENTED -> 501;
      case UNAVAILABLE -> 503;
      case DEADLINE_EXCEEDED -> 504;
      case UNKNOWN, INTERNAL, DATA_LOSS, UNRECOGNIZED -> 500;
    };
  }
}
