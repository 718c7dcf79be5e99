package dev.slipway.pool;

/**
 * One field in which two shapes differ.
 *
 * @param field its path below a worker pool, in camel case: {@code diskSpec.bootDiskType}
 * @param asked what the worker pool asks, {@code none} when nothing
 * @param offered what the resource pool has, {@code none} when nothing
 */
public record Difference(String field, String asked, String offered) {}
