package dev.slipway.function;

import dev.slipway.GivingUp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** Speaks TLS for a server of gRPC that does not, under a name and a certificate made up for it. */
final class TlsTunnel implements AutoCloseable {

  /** Resolved by a hosts file that the client is given. */
  static final String HOST = "vertex.test";

  private static final String PASSWORD = "changeit";
  private static final int BUFFER = 1 << 14;

  private final SSLServerSocket server;
  private final int target;

  private TlsTunnel(SSLServerSocket server, int target) {
    this.server = server;
    this.target = target;
  }

  /**
   * Opens one.
   *
   * @param target the port on 127.0.0.1 where it leads
   * @param keys where its certificate is put, for clients to trust: a PKCS #12 file
   */
  static TlsTunnel open(int target, Path keys)
      throws IOException, GeneralSecurityException, InterruptedException {
    makeKeys(keys);
    KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    SSLServerSocket server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 0, InetAddress.getLoopbackAddress());
    SSLParameters parameters = server.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    server.setSSLParameters(parameters);
    TlsTunnel tunnel = new TlsTunnel(server, target);
    begin(tunnel::accept);
    return tunnel;
  }

  /** What a JVM needs to find and trust it. */
  String options(Path keys, Path hosts) throws IOException {
    Files.writeString(hosts, "127.0.0.1 " + HOST + " localhost\n");
    return "-Djdk.net.hosts.file=%s -Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStorePassword=%s"
        .formatted(hosts, keys, PASSWORD);
  }

  /** Where it listens: {@code host:port}. */
  String endpoint() {
    return HOST + ":" + server.getLocalPort();
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

  private void accept() {
    try {
      while (true) {
        SSLSocket client = (SSLSocket) server.accept();
        Socket there = new Socket(InetAddress.getLoopbackAddress(), target);
        begin(() -> pump(client, there));
        begin(() -> pump(there, client));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private static void pump(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.write(buffer, 0, count);
        out.flush();
      }
    } catch (IOException e) {
      // One of the two has ended.
    }
  }

  private static void begin(Runnable work) {
    Thread thread = new Thread(work, "tls-tunnel");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
