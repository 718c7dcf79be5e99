/** Wording: problems and states as people read them, and the status document. */
@NullMarked
package dev.slipway.report;

import org.jspecify.annotations.NullMarked;
