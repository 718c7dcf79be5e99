package dev.slipway.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Requests with headers that HTTP clients do not let their users set. */
public final class RawHttp {

  private RawHttp() {}

  /**
   * Sends a request to a port of 127.0.0.1.
   *
   * @param head the request line and headers, one a line, without {@code Connection}
   * @return status line, headers and body; header names as the server spells them
   */
  public static String answer(int port, String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
      String request = head.strip().replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** The number in the status line. */
  public static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }

  /** What follows the headers. */
  public static String body(String answer) {
    return answer.split("\r\n\r\n", 2)[1];
  }
}
