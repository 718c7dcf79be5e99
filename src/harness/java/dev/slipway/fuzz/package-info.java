/**
 * Coverage-guided fuzzing of the whole way from bytes to job, with Jazzer.
 *
 * <p>Each {@link Target} takes any bytes and throws only when a promise is broken: nothing but the
 * declared exceptions, every problem can be told, and what is accepted means to Google's own reader
 * of JSON what it means to us. {@link Fuzz} starts Jazzer's driver on one of them, in a process of
 * its own with little memory. What it finds is kept beside the seeds, under {@code
 * src/test/resources/dev/slipway/fuzz/KeptInputsTestInputs/}, and {@link KeptInputsTest} tries all
 * of that in every build. {@link HostileInputs} are made in code: they are as large as specs may
 * be.
 */
@NullMarked
package dev.slipway.fuzz;

import org.jspecify.annotations.NullMarked;
