package dev.slipway.cli.local;

import com.google.cloud.functions.invoker.BackgroundFunctionExecutor;
import com.google.cloud.functions.invoker.HttpFunctionExecutor;
import dev.slipway.function.LaunchFunction;
import dev.slipway.function.StatusFunction;
import java.io.IOException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * The functions behind the real Functions Framework in a process of its own, so that it reads real
 * environment variables. The framework's own main listens on all addresses; this one listens on
 * loopback only, and refuses what web pages send. Ends when its standard input ends, and so with
 * whoever started it.
 */
final class FunctionHost {

  /** The first line of the output begins so; the port follows. */
  static final String LISTENING = "listening on port ";

  /** The second line begins so; the port of the status page follows. */
  static final String SHOWING = "showing on port ";

  private static final long STOP_WITHIN_MILLIS = 5_000;

  private FunctionHost() {}

  /**
   * Starts launcher and status page on the two ports given, 0 for any free one, and prints their
   * ports.
   */
  public static void main(String[] arguments) throws Exception {
    Server launcher =
        start(arguments[0], BackgroundFunctionExecutor.forClass(LaunchFunction.class), LISTENING);
    Server page = start(arguments[1], HttpFunctionExecutor.forClass(StatusFunction.class), SHOWING);
    awaitEnd();
    page.stop();
    launcher.stop();
    System.exit(0);
  }

  private static Server start(String port, Handler handler, String says) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(port));
    connector.setReusePort(false);
    server.addConnector(connector);
    server.setHandler(new GracefulHandler(new LocalRequests(handler)));
    server.setStopTimeout(STOP_WITHIN_MILLIS);
    server.start();
    System.out.println(says + connector.getLocalPort());
    return server;
  }

  private static void awaitEnd() throws IOException {
    while (System.in.read() >= 0) {
      // Nobody has anything to say; the end is what counts.
    }
  }
}
