/** Shapes, resource pools, and what of them is taken. Pure. */
@NullMarked
package dev.slipway.pool;

import org.jspecify.annotations.NullMarked;
