/** The command line, one class per command, and the local runner. */
@NullMarked
package dev.slipway.cli;

import org.jspecify.annotations.NullMarked;
