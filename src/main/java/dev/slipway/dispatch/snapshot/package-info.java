/** What was read of the world before something is decided, and what follows from it. */
@NullMarked
package dev.slipway.dispatch.snapshot;

import org.jspecify.annotations.NullMarked;
