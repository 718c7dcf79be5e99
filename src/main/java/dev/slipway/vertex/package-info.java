/**
 * Vertex AI: the spec checked against the API's own descriptors, resources read, jobs created and
 * listed.
 */
@NullMarked
package dev.slipway.vertex;

import org.jspecify.annotations.NullMarked;
