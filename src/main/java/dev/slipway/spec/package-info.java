/** From bytes to a strict JSON tree, what a user asked for, and the rules on it. Pure. */
@NullMarked
package dev.slipway.spec;

import org.jspecify.annotations.NullMarked;
