/** What the operator lets jobs do: rules over a spec. Pure. */
@NullMarked
package dev.slipway.policy;

import org.jspecify.annotations.NullMarked;
