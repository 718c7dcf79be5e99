/** A stand-in for Cloud Storage over HTTP. */
@NullMarked
package dev.slipway.emulator.storage;

import org.jspecify.annotations.NullMarked;
