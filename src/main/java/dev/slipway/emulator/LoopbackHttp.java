package dev.slipway.emulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** HTTP servers on 127.0.0.1. */
final class LoopbackHttp {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private LoopbackHttp() {}

  /**
   * A server that holds its port and is not started.
   *
   * @param port 0 means any free port
   * @throws IOException if the port cannot be had
   */
  static HttpServer bind(int port) throws IOException {
    // The JDK's server writes headers and body apart; with Nagle's algorithm the second waits
    // some 40 ms for the client's delayed acknowledgement. It reads this once, at its first use.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
  }
}
