package dev.slipway.emulator.vertex;

import com.google.rpc.Code;

/** A call that took effect and whose answer does not arrive. */
final class VertexAnswerLost extends VertexException {

  VertexAnswerLost() {
    super(Code.UNAVAILABLE, "Injected fault: the connection broke before the answer.");
  }
}
