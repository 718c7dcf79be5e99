package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.PersistentResource;
import java.util.Optional;

/**
 * The emulator's persistent resources, to set up and to change under running jobs. A resource is
 * named by its bare ID, which means the one in the options' location, or by its full name, of which
 * the project does not matter: what was described in a real project can be put here.
 */
public final class PersistentResources {

  private final VertexState state;

  PersistentResources(VertexState state) {
    this.state = state;
  }

  /**
   * Adds or replaces a persistent resource, as it stands from now on. Defaults are filled in as the
   * API does. A {@code usedReplicaCount} in it stands for consumers other than custom jobs: it is
   * counted as held, and added to what jobs use.
   *
   * @throws IllegalArgumentException if it breaks a rule of the API
   */
  public void put(PersistentResource resource) {
    state.put(resource);
  }

  /**
   * Changes a persistent resource's state.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public void setState(String idOrName, PersistentResource.State newState) {
    PersistentResource resource =
        get(idOrName)
            .orElseThrow(() -> new IllegalArgumentException("no persistent resource " + idOrName));
    put(resource.toBuilder().setState(newState).build());
  }

  /** The persistent resource as it was put, defaults filled in; without what jobs use. */
  public Optional<PersistentResource> get(String idOrName) {
    return state.asPut(idOrName);
  }

  /** Removes a persistent resource, if it is there, and cancels the jobs on it. */
  public void remove(String idOrName) {
    state.remove(idOrName);
  }
}
