package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.CallOptions;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Predicate;

/**
 * A Vertex AI that passes everything on to another one, but refuses some filters of lists of custom
 * jobs.
 */
public final class FilterRefuser implements AutoCloseable {

  private static final MethodDescriptor.Marshaller<byte[]> BYTES =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private final Predicate<String> isRefused;
  private final ManagedChannel behind;
  private final Server server;

  /**
   * @param behind host and port of the one that answers
   * @param isRefused which filters are refused
   */
  public FilterRefuser(String behind, Predicate<String> isRefused) throws IOException {
    this.isRefused = isRefused;
    this.behind = NettyChannelBuilder.forTarget(behind).usePlaintext().build();
    this.server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .fallbackHandlerRegistry(
                new HandlerRegistry() {
                  @Override
                  public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
                    return method(name);
                  }
                })
            .build()
            .start();
  }

  /** Its host and port. */
  public String endpoint() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
    behind.shutdownNow();
  }

  private ServerMethodDefinition<byte[], byte[]> method(String name) {
    MethodDescriptor<byte[], byte[]> method =
        MethodDescriptor.newBuilder(BYTES, BYTES)
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(name)
            .build();
    return ServerMethodDefinition.create(
        method, ServerCalls.asyncUnaryCall((request, to) -> answer(method, request, to)));
  }

  private void answer(
      MethodDescriptor<byte[], byte[]> method, byte[] request, StreamObserver<byte[]> to) {
    try {
      if (method.getFullMethodName().endsWith("/ListCustomJobs")
          && isRefused.test(ListCustomJobsRequest.parseFrom(request).getFilter())) {
        throw Status.INVALID_ARGUMENT.withDescription("no such filter").asRuntimeException();
      }
      byte[] answer = ClientCalls.blockingUnaryCall(behind, method, CallOptions.DEFAULT, request);
      to.onNext(answer);
      to.onCompleted();
    } catch (StatusRuntimeException e) {
      to.onError(e);
    } catch (InvalidProtocolBufferException e) {
      to.onError(Status.INTERNAL.withCause(e).asRuntimeException());
    }
  }
}
