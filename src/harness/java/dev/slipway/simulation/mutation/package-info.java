/**
 * Mutations of the product from outside: each takes one {@link Protection} away, by ports that
 * answer wrongly, to see that the simulation then finds a seed that breaks.
 */
@NullMarked
package dev.slipway.simulation.mutation;

import org.jspecify.annotations.NullMarked;
