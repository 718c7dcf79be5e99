package dev.slipway.vertex;

import io.grpc.CallOptions;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.StatusException;
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
import java.util.function.UnaryOperator;

/** A Vertex AI that asks another one, unless a test has it do something else. */
public final class VertexProxy implements AutoCloseable {

  /** What becomes of a call. */
  @FunctionalInterface
  public interface CallEffect {
    /**
     * Answers a call.
     *
     * @param method its name, such as {@code CreateCustomJob}
     * @param request as it came
     * @param next asks the other one
     * @throws StatusException instead of an answer
     */
    byte[] answer(String method, byte[] request, UnaryOperator<byte[]> next) throws Exception;
  }

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

  private final CallEffect way;
  private final ManagedChannel behind;
  private final Server server;

  /**
   * @param behind host and port of the other one
   */
  public VertexProxy(String behind, CallEffect way) throws IOException {
    this.way = way;
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
      to.onNext(
          way.answer(
              String.valueOf(method.getBareMethodName()),
              request,
              asked -> ClientCalls.blockingUnaryCall(behind, method, CallOptions.DEFAULT, asked)));
      to.onCompleted();
    } catch (StatusException | StatusRuntimeException e) {
      to.onError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
