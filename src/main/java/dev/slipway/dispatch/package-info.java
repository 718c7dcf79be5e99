/**
 * The way of a submission from its event to its end, and the ports through which it reaches the
 * world.
 */
@NullMarked
package dev.slipway.dispatch;

import org.jspecify.annotations.NullMarked;
