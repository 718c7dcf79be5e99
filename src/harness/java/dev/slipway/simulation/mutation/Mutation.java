package dev.slipway.simulation.mutation;

import dev.slipway.dispatch.port.Ports;
import dev.slipway.storage.ObjectStore;

/**
 * Takes one protection away from the product, from outside: it hands out ports that answer wrongly.
 * Each process gets its own.
 */
public interface Mutation {

  /** The state bucket as a process reaches it, below its client. */
  default ObjectStore state(ObjectStore bucket) {
    return bucket;
  }

  /** Everything outside as a process sees it. */
  default Ports ports(Ports ports) {
    return ports;
  }
}
