/** What the status page and the command line show. It reads, and changes nothing. */
@NullMarked
package dev.slipway.dispatch.view;

import org.jspecify.annotations.NullMarked;
