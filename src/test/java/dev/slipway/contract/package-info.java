/** The names that others rely on: each is in a file, and none disappears unnoticed. */
@NullMarked
package dev.slipway.contract;

import org.jspecify.annotations.NullMarked;
