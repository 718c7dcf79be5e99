/** A job spec against the descriptors of Vertex AI's API: fields, types, values, machine types. */
@NullMarked
package dev.slipway.vertex.schema;

import org.jspecify.annotations.NullMarked;
