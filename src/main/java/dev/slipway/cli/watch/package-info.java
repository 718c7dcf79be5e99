/** {@code slipway watch}: a screen that is drawn again and again. */
@NullMarked
package dev.slipway.cli.watch;

import org.jspecify.annotations.NullMarked;
