package dev.slipway.plan;

import dev.slipway.problem.Problem;
import java.util.List;

/**
 * One that waits, and what can be told of it before its turn comes.
 *
 * @param waiting who
 * @param workerPools what it asks for
 * @param misfits what keeps it from ever running on the resource
 */
record Candidate(PendingSubmission waiting, WorkerPools workerPools, List<Problem> misfits) {}
