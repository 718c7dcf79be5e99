/** The local cloud: both emulators, the function and the status page in one process. */
@NullMarked
package dev.slipway.cli.local;

import org.jspecify.annotations.NullMarked;
