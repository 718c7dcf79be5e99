/**
 * One thing to say about a submission, where it is said, and what may never be said: values that
 * only a container reads.
 */
@NullMarked
package dev.slipway.problem;

import org.jspecify.annotations.NullMarked;
