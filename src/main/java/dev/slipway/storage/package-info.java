/**
 * The buckets: specs read, and the queue, endings, leases and statuses kept.
 *
 * <p>{@link dev.slipway.storage.ObjectStore} is the one way to a bucket; a single contract test
 * says what is relied on. On it stand one class for each port of the dispatcher. Where an object is
 * and what may be in its name is {@link dev.slipway.storage.Layout}'s; what a lost answer means,
 * {@code TokenWrites}'; how a queue record looks, {@code RecordMetadata}'s.
 */
@NullMarked
package dev.slipway.storage;

import org.jspecify.annotations.NullMarked;
