package dev.slipway.vertex;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.InstantiatingGrpcChannelProvider;
import com.google.api.gax.rpc.TransportChannel;
import com.google.cloud.aiplatform.v1.JobServiceSettings;
import dev.slipway.text.Patterns;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * Where Vertex AI is reached. Only a loopback host, where an emulator listens, is spoken to in
 * plaintext and without credentials: a token must not leave the machine unprotected.
 *
 * @param address {@code host:port}
 */
record Endpoint(String address) {

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1\\]):\\d+", Pattern.CASE_INSENSITIVE);

  boolean isLoopback() {
    return Patterns.matches(LOOPBACK, address);
  }

  /**
   * A connection, TLS unless the host is loopback. It is made in the background: whoever calls
   * first finds it there.
   */
  TransportChannel channel() throws IOException {
    InstantiatingGrpcChannelProvider.Builder transport =
        JobServiceSettings.defaultGrpcTransportProviderBuilder()
            .setEndpoint(address)
            .setHeaderProvider(JobServiceSettings.defaultApiClientHeaderProviderBuilder().build())
            .setChannelPrimer(
                channel -> {
                  var unused = channel.getState(true);
                });
    if (isLoopback()) {
      transport.setChannelConfigurator(channel -> channel.usePlaintext());
    }
    return transport.build().getTransportChannel();
  }

  /** Application default credentials unless the host is loopback. */
  CredentialsProvider credentials() {
    return isLoopback()
        ? NoCredentialsProvider.create()
        : JobServiceSettings.defaultCredentialsProviderBuilder().build();
  }
}
