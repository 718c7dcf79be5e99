package dev.slipway.cli.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.emulator.RawHttp;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Web pages reach neither the local function nor its status page. */
final class LocalRequestsTest {

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  @BeforeEach
  void start() throws Exception {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(
        new LocalRequests(
            new Handler.Abstract() {
              @Override
              public boolean handle(Request request, Response response, Callback callback) {
                Content.Sink.write(response, true, "answered", callback);
                return true;
              }
            }));
    server.start();
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void programsOfThisMachineAreAnswered() throws Exception {
    String answer = get("Host: localhost:8474");
    assertEquals(200, RawHttp.status(answer));
    assertEquals("answered", RawHttp.body(answer));
  }

  @Test
  void anotherHostIsRefused() throws Exception {
    String answer = get("Host: evil.example:8474");
    assertEquals(403, RawHttp.status(answer));
    assertEquals(
        """
        The request is for host "evil.example:8474", and only this machine's own names are answered.
        Call 127.0.0.1, localhost or [::1].
        """,
        RawHttp.body(answer));
  }

  @Test
  void anotherOriginIsRefused() throws Exception {
    assertEquals(403, RawHttp.status(get("Host: 127.0.0.1:8474\nOrigin: http://127.0.0.1:3000")));
    assertEquals(200, RawHttp.status(get("Host: 127.0.0.1:8474\nOrigin: http://127.0.0.1:8474")));
  }

  private String get(String headers) throws Exception {
    return RawHttp.answer(connector.getLocalPort(), "GET / HTTP/1.1\n" + headers);
  }
}
