/** What only the command line needs of Vertex AI. The bundle leaves it out. */
@NullMarked
package dev.slipway.vertex.tools;

import org.jspecify.annotations.NullMarked;
