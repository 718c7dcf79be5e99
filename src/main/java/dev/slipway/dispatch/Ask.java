package dev.slipway.dispatch;

import dev.slipway.spec.Requirements;
import java.time.Instant;

/**
 * What a submission asks for; never changes.
 *
 * @param resource the persistent resource's ID
 * @param priority 0 to 9, higher goes first
 * @param arrival when it was uploaded or published, by Google's clock
 * @param requirements what decides whether it fits
 */
public record Ask(String resource, int priority, Instant arrival, Requirements requirements) {}
