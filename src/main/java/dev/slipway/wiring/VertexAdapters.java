package dev.slipway.wiring;

import dev.slipway.dispatch.port.Log;
import dev.slipway.vertex.CallTimeouts;
import dev.slipway.vertex.FilterCheck;
import dev.slipway.vertex.VertexClients;
import dev.slipway.vertex.VertexJobs;
import dev.slipway.vertex.VertexResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/**
 * What Vertex AI holds of a project in a location.
 *
 * @param clients closed by the caller that connected them
 * @param project its ID
 * @param location such as {@code us-central1}
 */
public record VertexAdapters(VertexClients clients, String project, String location) {

  /**
   * Connects; nothing is sent yet.
   *
   * @param endpoint host and port
   * @throws UncheckedIOException when there are no application default credentials
   */
  static VertexClients connect(String endpoint, CallTimeouts patience) {
    try {
      return VertexClients.connect(endpoint, patience);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "no credentials for Vertex AI at "
              + endpoint
              + ": run as a service account, or 'gcloud auth application-default login'",
          e);
    }
  }

  /** Persistent resources. */
  public VertexResources resources() {
    return new VertexResources(clients, project, location);
  }

  /**
   * Custom jobs.
   *
   * @param log for what concerns the process, and no event
   */
  public VertexJobs jobs(InstantSource clock, Log log) {
    return new VertexJobs(clients, project, location, clock, log);
  }

  /** Whether the filters are taken that jobs are listed by. */
  public FilterCheck filters() {
    return new FilterCheck(clients, project, location);
  }
}
