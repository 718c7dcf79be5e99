/**
 * Simulated time: one scheduler, coroutines that take turns, and random numbers from one seed. What
 * runs in it is none of its business.
 */
@NullMarked
package dev.slipway.simulation.time;

import org.jspecify.annotations.NullMarked;
