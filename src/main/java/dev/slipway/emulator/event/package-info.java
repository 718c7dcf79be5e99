/** Events posted until they are taken, as Eventarc does. */
@NullMarked
package dev.slipway.emulator.event;

import org.jspecify.annotations.NullMarked;
