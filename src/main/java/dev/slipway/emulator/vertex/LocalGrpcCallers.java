package dev.slipway.emulator.vertex;

import dev.slipway.emulator.LocalCallers;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Optional;

/** Refuses calls over gRPC that do not come from {@link LocalCallers}. */
final class LocalGrpcCallers implements ServerInterceptor {

  private static final Metadata.Key<String> ORIGIN =
      Metadata.Key.of("origin", Metadata.ASCII_STRING_MARSHALLER);

  @Override
  public <T, R> ServerCall.Listener<T> interceptCall(
      ServerCall<T, R> call, Metadata headers, ServerCallHandler<T, R> next) {
    Optional<String> refusal =
        LocalCallers.refusal(
            Optional.ofNullable(call.getAuthority()), Optional.ofNullable(headers.get(ORIGIN)));
    if (refusal.isEmpty()) {
      return next.startCall(call, headers);
    }
    call.close(
        Status.PERMISSION_DENIED.withDescription(refusal.get().strip().replace('\n', ' ')),
        new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
