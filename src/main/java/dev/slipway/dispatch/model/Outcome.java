package dev.slipway.dispatch.model;

/**
 * How a submission ended.
 *
 * @param status its last status
 * @param spec its text as uploaded, what is not UTF-8 replaced; empty when it was too large to keep
 *     or never read
 */
public record Outcome(Status status, String spec) {}
