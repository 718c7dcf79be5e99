package dev.slipway.simulation;

import dev.slipway.dispatch.Ports;
import dev.slipway.storage.ObjectStore;

/** Takes one protection away from the product, from outside: it hands out ports that lie. */
interface Mutation {

  /** No mutation. */
  Mutation NONE = new Mutation() {};

  /** The state bucket as one event's handling reaches it. */
  default ObjectStore state(ObjectStore bucket) {
    return bucket;
  }

  /** Everything outside as one event's handling sees it. */
  default Ports ports(Ports ports) {
    return ports;
  }
}
