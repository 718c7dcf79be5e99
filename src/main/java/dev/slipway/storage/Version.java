package dev.slipway.storage;

/**
 * Which version of an object is live: two that are equal have the same content and metadata.
 *
 * @param name within its bucket
 * @param generation of the content; compared for equality only, as generations are not ordered
 * @param metageneration of the metadata of that generation
 * @see <a href="https://cloud.google.com/storage/docs/metadata#generation-number">Generation
 *     numbers</a>
 */
public record Version(String name, String generation, long metageneration) {}
