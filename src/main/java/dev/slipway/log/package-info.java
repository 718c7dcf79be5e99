/** The structured log: one JSON object a line for Cloud Logging, plain lines for a terminal. */
@NullMarked
package dev.slipway.log;

import org.jspecify.annotations.NullMarked;
