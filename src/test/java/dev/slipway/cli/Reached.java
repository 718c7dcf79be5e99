package dev.slipway.cli;

import dev.slipway.cli.local.LocalCloud;
import java.util.Map;

/** How others than {@code slipway local} itself reach what it starts. */
final class Reached {

  private Reached() {}

  /** The documented variables of the environment that lead to it. */
  static Map<String, String> by(LocalCloud cloud) {
    return Map.of(
        "SLIPWAY_PROJECT",
        LocalCloud.PROJECT,
        "SLIPWAY_LOCATION",
        LocalCloud.LOCATION,
        "SLIPWAY_SPEC_BUCKET",
        LocalCloud.SPEC_BUCKET,
        "SLIPWAY_STATE_BUCKET",
        LocalCloud.STATE_BUCKET,
        "SLIPWAY_VERTEX_ENDPOINT",
        cloud.vertexEndpoint(),
        "STORAGE_EMULATOR_HOST",
        cloud.storageUri().toString());
  }
}
