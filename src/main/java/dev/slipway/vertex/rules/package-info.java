/** What Google's pages and answers say of job specs beyond their types, rule by rule. */
@NullMarked
package dev.slipway.vertex.rules;

import org.jspecify.annotations.NullMarked;
