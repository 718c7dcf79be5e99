/** Environment, defaults, and construction by hand. */
@NullMarked
package dev.slipway.wiring;

import org.jspecify.annotations.NullMarked;
