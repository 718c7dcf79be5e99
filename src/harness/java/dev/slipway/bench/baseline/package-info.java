/** What the bench compares with. Runs in a process of its own, with its own jars. */
@NullMarked
package dev.slipway.bench.baseline;

import org.jspecify.annotations.NullMarked;
