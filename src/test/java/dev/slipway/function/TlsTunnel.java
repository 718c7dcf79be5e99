package dev.slipway.function;

import static io.grpc.stub.ClientCalls.asyncUnaryCall;

import dev.slipway.GivingUp;
import io.grpc.CallOptions;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Speaks TLS for a server of gRPC that does not, under a name and a certificate made up for it. Its
 * calls arrive there by the server's own name, as it answers to no other.
 */
final class TlsTunnel implements AutoCloseable {

  /** Resolved by a hosts file that the client is given. */
  static final String HOST = "vertex.test";

  private static final String PASSWORD = "changeit";

  private final Server server;
  private final ManagedChannel target;

  private TlsTunnel(Server server, ManagedChannel target) {
    this.server = server;
    this.target = target;
  }

  /**
   * Opens one.
   *
   * @param port on 127.0.0.1, where it leads
   * @param keys where its certificate is put, for clients to trust: a PKCS #12 file
   */
  static TlsTunnel open(int port, Path keys)
      throws IOException, GeneralSecurityException, InterruptedException {
    makeKeys(keys);
    KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    ManagedChannel target =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sslContext(GrpcSslContexts.configure(SslContextBuilder.forServer(managers)).build())
            .fallbackHandlerRegistry(new Forwarding(target))
            .build()
            .start();
    return new TlsTunnel(server, target);
  }

  /** Takes every call for a unary one, whose messages are bytes. */
  private static final class Forwarding extends HandlerRegistry {
    private final ManagedChannel target;

    Forwarding(ManagedChannel target) {
      this.target = target;
    }

    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
      MethodDescriptor<byte[], byte[]> method =
          MethodDescriptor.<byte[], byte[]>newBuilder(new ByteMarshaller(), new ByteMarshaller())
              .setFullMethodName(name)
              .setType(MethodType.UNARY)
              .build();
      return ServerMethodDefinition.create(
          method,
          ServerCalls.asyncUnaryCall(
              (request, observer) ->
                  asyncUnaryCall(target.newCall(method, CallOptions.DEFAULT), request, observer)));
    }
  }

  private static final class ByteMarshaller implements Marshaller<byte[]> {
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
  }

  /** What a JVM needs to find and trust it. */
  String options(Path keys, Path hosts) throws IOException {
    Files.writeString(hosts, "127.0.0.1 " + HOST + " localhost\n");
    return "-Djdk.net.hosts.file=%s -Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
        .formatted(hosts, keys, PASSWORD);
  }

  /** Where it listens: {@code host:port}. */
  String endpoint() {
    return HOST + ":" + server.getPort();
  }

  private static void makeKeys(Path keys) throws IOException, InterruptedException {
    Files.deleteIfExists(keys);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + HOST,
                "-ext",
                "san=dns:" + HOST,
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keystore",
                keys.toString())
            .inheritIO()
            .start();
    if (!keytool.waitFor(GivingUp.AFTER.toSeconds(), TimeUnit.SECONDS)
        || keytool.exitValue() != 0) {
      throw new IOException("keytool made no keys");
    }
  }

  @Override
  public void close() {
    server.shutdownNow();
    target.shutdownNow();
  }
}
