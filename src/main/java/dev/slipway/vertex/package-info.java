/** Vertex AI: persistent resources read, jobs created, listed and cancelled. */
@NullMarked
package dev.slipway.vertex;

import org.jspecify.annotations.NullMarked;
