/** The status page: pages and JSON from what was seen; no I/O. */
@NullMarked
package dev.slipway.web;

import org.jspecify.annotations.NullMarked;
