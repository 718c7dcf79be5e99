/** What only the command line needs of Cloud Storage. The bundle leaves it out. */
@NullMarked
package dev.slipway.storage.tools;

import org.jspecify.annotations.NullMarked;
