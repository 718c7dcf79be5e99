package dev.slipway.dispatch.port;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.pool.PersistentResource;
import java.util.Optional;

/** Port: persistent resources. */
public interface Resources {

  /**
   * Reads a persistent resource of the project and location; empty when there is none.
   *
   * @throws RetryLater when Vertex AI does not answer
   */
  Optional<PersistentResource> find(String id);
}
