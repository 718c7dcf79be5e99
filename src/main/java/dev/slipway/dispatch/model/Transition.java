package dev.slipway.dispatch.model;

import java.time.Instant;

/**
 * A step of a submission's history.
 *
 * @param state what it became
 * @param at when, by the clock of whoever wrote it
 */
public record Transition(State state, Instant at) {}
