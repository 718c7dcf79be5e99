/** The least that a launcher could do with these libraries. */
@NullMarked
package dev.slipway.bench.floor;

import org.jspecify.annotations.NullMarked;
