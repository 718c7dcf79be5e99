/** The entry points that Google calls; the only place that asks for redelivery. */
@NullMarked
package dev.slipway.function;

import org.jspecify.annotations.NullMarked;
