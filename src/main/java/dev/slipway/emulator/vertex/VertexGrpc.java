package dev.slipway.emulator.vertex;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** How every gRPC method answers. */
final class VertexGrpc {

  private static final Logger LOG = Logger.getLogger(VertexGrpc.class.getName());

  private VertexGrpc() {}

  /** Answers with what the call gives, or with the status of what it throws. */
  static <A> void answer(StreamObserver<A> observer, Supplier<A> call) {
    A answer;
    try {
      answer = call.get();
    } catch (VertexException e) {
      Status status = Status.fromCodeValue(e.code().getNumber()).withDescription(e.text());
      observer.onError(status.asRuntimeException());
      return;
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "the emulator failed", e);
      String text = "The emulator failed: " + e;
      observer.onError(Status.INTERNAL.withDescription(text).withCause(e).asRuntimeException());
      return;
    }
    observer.onNext(answer);
    observer.onCompleted();
  }
}
