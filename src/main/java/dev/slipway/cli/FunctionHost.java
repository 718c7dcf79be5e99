package dev.slipway.cli;

import com.google.cloud.functions.invoker.BackgroundFunctionExecutor;
import dev.slipway.function.LaunchFunction;
import java.io.IOException;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * The function behind the real Functions Framework in a process of its own, so that it reads real
 * environment variables. The framework's own main listens on all addresses; this one listens on
 * loopback only. Ends when its standard input ends, and so with whoever started it.
 */
final class FunctionHost {

  /** The first line of the output begins so; the port follows. */
  static final String LISTENING = "listening on port ";

  private static final long STOP_WITHIN_MILLIS = 5_000;

  private FunctionHost() {}

  /** Starts the function on the port given, 0 for any free one, and prints its port. */
  public static void main(String[] arguments) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.setPort(Integer.parseInt(arguments[0]));
    connector.setReusePort(false);
    server.addConnector(connector);
    server.setHandler(
        new GracefulHandler(BackgroundFunctionExecutor.forClass(LaunchFunction.class)));
    server.setStopTimeout(STOP_WITHIN_MILLIS);
    server.start();
    System.out.println(LISTENING + connector.getLocalPort());
    awaitEnd();
    server.stop();
    System.exit(0);
  }

  private static void awaitEnd() throws IOException {
    while (System.in.read() >= 0) {
      // Nobody has anything to say; the end is what counts.
    }
  }
}
