/** From the bytes of a spec to what is wrong with it: reading, schema, rules, policy. */
@NullMarked
package dev.slipway.dispatch.check;

import org.jspecify.annotations.NullMarked;
