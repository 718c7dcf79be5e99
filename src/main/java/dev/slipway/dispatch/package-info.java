/**
 * The way of a submission from its event to its end. Values are in {@code model}, what it needs of
 * the world is in {@code port}, what is wrong with a spec in {@code check}, what was read before
 * deciding in {@code snapshot}, and what others are shown in {@code view}.
 */
@NullMarked
package dev.slipway.dispatch;

import org.jspecify.annotations.NullMarked;
