/**
 * Stand-ins for Vertex AI and Cloud Storage on a laptop. They speak the services' wire protocols
 * and share no code with the rest of Slipway, so that what works against them was not made to agree
 * with itself.
 */
@NullMarked
package dev.slipway.emulator;

import org.jspecify.annotations.NullMarked;
