package dev.slipway.spec;

/**
 * A value and where the spec gives it.
 *
 * @param where its JSON path in the user's own spelling; where it is left out, the path it would
 *     have
 */
public record Located<T>(String where, T value) {}
