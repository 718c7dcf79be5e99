/**
 * Text of others: cut to a length, held against a pattern in a limited number of steps, compared
 * with what may have been meant.
 */
@NullMarked
package dev.slipway.text;

import org.jspecify.annotations.NullMarked;
