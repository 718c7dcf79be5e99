/**
 * Deterministic simulation: the product, unchanged, in a cloud where everything goes wrong.
 *
 * <p><b>How.</b> {@link Simulation} runs one seed. The product runs in one to four {@link
 * SimulatedProcess}es, behind the very ports and bucket classes that it has in production; below
 * them are a simulated Cloud Storage ({@link Bucket}, {@link BucketClient}), Vertex AI ({@link
 * SimulatedVertex}, {@link VertexClient}), clocks ({@link ProcessClock}) and event delivery ({@link
 * SignalDelivery}). {@link UserActions} and {@link VertexActivity} make things happen. Synchronous
 * code is stopped at each of its calls by having a thread of its own, but only one {@link
 * Coroutine} runs ({@link Scheduler}), simulated time decides who is next, and all chance comes
 * from the seed ({@link SeededRandom}): logically this is one thread, and a seed replays exactly,
 * on any machine. Calls that a process makes at the same time are made one after another, in an
 * order that the seed draws ({@link ConcurrentReads}); those whose answers nobody asks for are made
 * before the event counts as handled.
 *
 * <p><b>What goes wrong</b> ({@link Faults}, drawn anew for each seed by {@link Scenario}): a call
 * fails before its effect; its answer is lost, and the client repeats it or gives up; the process
 * dies at the call, before or after its effect, and another takes its place; it freezes past look,
 * lease and grace, its monotonic clock standing still or its wall clock set meanwhile. Creates are
 * refused, accepted without an answer, or never arrive. Lists of jobs lag by up to 40 s; objects
 * are written too often; leases are deleted; clocks differ by 3 s; events repeat, reorder, come
 * late, come again, get lost. Jobs end within milliseconds or minutes, pause, or run on. Foreign
 * jobs come and go, the resource is resized, rebooted, broken. People overwrite and delete specs,
 * ask for them to be cancelled, before they arrive too, cancel and delete jobs, pause launching. An
 * operator changes the policy, breaks it, or deletes it ({@link PolicyChanges}); each process has
 * it from the product's own reader.
 *
 * <p>Some seeds have a {@link Trait} besides: small resource pools that share a shape; two
 * persistent resources; pools that grow; a failure that stays with one submission, object or status
 * ({@link StickyFailure}); a service that is gone for minutes or an hour ({@link ServiceOutage});
 * processes of other settings, or of a version that cannot read all records; clocks that both stand
 * still; events without a gap; or nothing that fails at all.
 *
 * <p><b>What must hold</b> is checked at every change, from the state of the simulated servers, not
 * from what the product says of itself: {@link StateRules}, {@link LaunchRules} and {@link
 * InvariantChecker} say exactly what and what not. A launch is judged by the very snapshot that it
 * was claimed by ({@link ObservedState}). What must be true soon is checked at every tick that
 * nothing befell ({@link LivenessRules}). After the last fault everything is settled within {@link
 * Simulation#TICKS_TO_SETTLE} ticks ({@link FinalStateRules}). A line at error in the product's log
 * is a violation, too.
 *
 * <p><b>That it bites</b> is shown by {@link Protection}: take any one away, and a seed breaks.
 * {@link CoveragePoint} counts what must have happened in some seed.
 *
 * <p><b>Limits.</b> A list is one snapshot, also where it has several pages. Vertex AI takes a
 * create within its deadline or, after a freeze, late; it never takes one on its own minutes after
 * the client has gone. What a process asks at the same time is never really under way at the same
 * time, and two events never share a process. Where both clocks of a process stand still after its
 * last list of the queue and before its create, that job counts as late. On which of several pools
 * of one shape a job runs is Vertex AI's choice, so single pools are checked only as far as our
 * jobs are where we placed them. A process of an older version reads of some records only what is
 * for it, too, and that rightly. There is one spec bucket and one deployment, and nobody edits
 * records by hand but to ask for a cancellation as an earlier version did. How Google's services
 * really behave is taken from their documentation; the emulators and recordings elsewhere are about
 * that.
 */
@NullMarked
package dev.slipway.simulation;

import dev.slipway.simulation.mutation.Protection;
import dev.slipway.simulation.time.Coroutine;
import dev.slipway.simulation.time.Scheduler;
import dev.slipway.simulation.time.SeededRandom;
import org.jspecify.annotations.NullMarked;
