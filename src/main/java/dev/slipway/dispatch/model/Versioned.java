package dev.slipway.dispatch.model;

import java.time.Instant;

/**
 * Something read from or written to the state bucket.
 *
 * @param value what was read
 * @param generation of the object; compared for equality only, as generations are not ordered
 * @param updated when it was written, by the bucket's clock
 */
public record Versioned<T>(T value, String generation, Instant updated) {}
