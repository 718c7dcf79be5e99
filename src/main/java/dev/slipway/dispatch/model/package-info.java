/**
 * What there is to say about submissions: records, states, outcomes, statuses, signals. Values
 * only.
 */
@NullMarked
package dev.slipway.dispatch.model;

import org.jspecify.annotations.NullMarked;
