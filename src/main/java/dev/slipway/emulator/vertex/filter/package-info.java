/** The filters that custom jobs are listed by. */
@NullMarked
package dev.slipway.emulator.vertex.filter;

import org.jspecify.annotations.NullMarked;
