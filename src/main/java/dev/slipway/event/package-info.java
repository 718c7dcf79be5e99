/** CloudEvents become signals. */
@NullMarked
package dev.slipway.event;

import org.jspecify.annotations.NullMarked;
