package dev.slipway.simulation;

import dev.slipway.dispatch.model.Submission;

/**
 * What users submitted.
 *
 * @param submission which
 * @param alias how the history calls it
 * @param order counts submissions: a later one of the same object replaces this one
 * @param spec what it says
 * @param at when, in microseconds
 */
record SubmittedSpec(Submission submission, String alias, int order, GeneratedSpec spec, long at) {

  String id() {
    return submission.id();
  }
}
