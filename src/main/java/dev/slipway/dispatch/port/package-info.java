/** What the engine needs of the world, as interfaces: the bucket, Vertex AI, the clock, the log. */
@NullMarked
package dev.slipway.dispatch.port;

import org.jspecify.annotations.NullMarked;
