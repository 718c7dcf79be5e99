/**
 * {@code ./slipway bench}: how quick, small and cheap the launcher is, beside a launcher as public
 * samples have it. No test: nothing here is asserted, and time is the machine's.
 */
@NullMarked
package dev.slipway.bench;

import org.jspecify.annotations.NullMarked;
