/** A stand-in for Vertex AI over gRPC and REST. */
@NullMarked
package dev.slipway.emulator.vertex;

import org.jspecify.annotations.NullMarked;
