package dev.slipway.emulator.vertex;

import com.google.protobuf.Message;

/**
 * A request that has found its call.
 *
 * @param name what the path names: the request's name, or its parent
 * @param query its parameters
 * @param body its body as it came; may be empty
 */
record VertexRestRequest(String name, VertexRestQuery query, String body) {

  /**
   * Reads the body into a message.
   *
   * @param field the request's field that the body is, in snake case; empty if it is the request
   * @throws VertexException INVALID_ARGUMENT if the body is no such message
   */
  <B extends Message.Builder> B body(String field, B into) {
    VertexJson.merge(body.isBlank() ? "{}" : body, field, into);
    return into;
  }
}
