/**
 * What goes on beside one another in a process: threads, calls that are shared, the limit of events
 * at a time, the policy that is read again.
 */
@NullMarked
package dev.slipway.runtime;

import org.jspecify.annotations.NullMarked;
