/** The buckets: specs read, and the queue, endings, leases and statuses kept. */
@NullMarked
package dev.slipway.storage;

import org.jspecify.annotations.NullMarked;
