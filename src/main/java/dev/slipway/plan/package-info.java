/** Who launches now, who waits and why, who never can: order, capacity, placement. Pure. */
@NullMarked
package dev.slipway.plan;

import org.jspecify.annotations.NullMarked;
