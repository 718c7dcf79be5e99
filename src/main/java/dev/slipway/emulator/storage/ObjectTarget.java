package dev.slipway.emulator.storage;

import java.util.OptionalLong;

/**
 * What a call is about.
 *
 * @param bucket the bucket
 * @param name the object's name
 * @param generation the one generation meant; empty means the live one
 * @param conditions what must hold for the call to take effect
 */
record ObjectTarget(
    String bucket, String name, OptionalLong generation, ObjectConditions conditions) {

  /** The live generation, whatever it is. */
  static ObjectTarget live(String bucket, String name) {
    return new ObjectTarget(bucket, name, OptionalLong.empty(), ObjectConditions.NONE);
  }
}
