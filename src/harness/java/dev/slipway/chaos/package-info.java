/**
 * Chaos with real processes: function processes that are killed and frozen at random share the
 * emulators, and an audit follows at the end. docs/RELIABILITY.md says how to run it.
 */
@NullMarked
package dev.slipway.chaos;

import org.jspecify.annotations.NullMarked;
