/**
 * Deterministic simulation: the product, unchanged, in a cloud where everything goes wrong.
 *
 * <p><b>How.</b> {@link Simulation} runs one seed. The product runs in one to four {@link
 * Machine}s, behind the very ports and bucket classes that it has in production; below them are a
 * simulated Cloud Storage ({@link Bucket}, {@link BucketClient}), Vertex AI ({@link Vertex}, {@link
 * VertexClient}), clocks ({@link MachineTime}) and event delivery ({@link Mail}). {@link People}
 * and {@link Cloud} make things happen. Synchronous code is stopped at each of its calls by having
 * a thread of its own, but one baton decides who runs ({@link Stage}), simulated time decides who
 * is next, and all chance comes from the seed ({@link Dice}): logically this is one thread, and a
 * seed replays exactly, on any machine. Calls that a process makes at the same time are made one
 * after another, in an order that the seed draws ({@link Errands}).
 *
 * <p><b>What goes wrong</b> ({@link Faults}, drawn anew for each seed by {@link Scenario}): a call
 * fails before its effect; its answer is lost, and the client repeats it or gives up; the process
 * dies at the call, before or after its effect, and another takes its place; it freezes past look,
 * lease and grace, its monotonic clock standing still or its wall clock set meanwhile. Creates are
 * refused, accepted without an answer, or never arrive. Lists of jobs lag by up to 40 s; objects
 * are written too often; leases are deleted; clocks differ by 3 s; events repeat, reorder, come
 * late, come again, get lost. Jobs end within milliseconds or minutes. Foreign jobs come and go,
 * the resource is resized, rebooted, broken. People overwrite and delete specs, ask for them to be
 * cancelled, cancel and delete jobs, pause launching. An operator changes the policy, breaks it, or
 * deletes it ({@link Operator}); each process has it from the product's own reader.
 *
 * <p><b>What must hold</b> is checked at every change, from the books of the simulated servers, not
 * from what the product says of itself: {@link Records}, {@link LaunchRules} and {@link Rules} say
 * exactly what and what not. After the last fault everything is settled within {@link
 * Simulation#TICKS_TO_SETTLE} ticks ({@link Settled}). A line at error in the product's log is a
 * violation, too.
 *
 * <p><b>That it bites</b> is shown by {@link Protection}: take any one away, and a seed breaks.
 * {@link Sight} counts what a sceptic wants to have seen.
 *
 * <p><b>Limits.</b> A list is one snapshot, also where it has several pages. Vertex AI takes a
 * create within its deadline or, after a freeze, late; it never takes one on its own minutes after
 * the client has gone. A frozen process may have one of its two clocks wrong, not both. There is
 * one persistent resource and one spec bucket, and nobody edits records by hand. How Google's
 * services really behave is taken from their documentation; the emulators and recordings elsewhere
 * are about that.
 */
@NullMarked
package dev.slipway.simulation;

import org.jspecify.annotations.NullMarked;
