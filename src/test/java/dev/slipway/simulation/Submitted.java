package dev.slipway.simulation;

import dev.slipway.dispatch.Submission;

/**
 * What people submitted.
 *
 * @param submission which
 * @param alias how the history calls it
 * @param order counts submissions: a later one of the same object replaces this one
 */
record Submitted(Submission submission, String alias, int order) {

  String id() {
    return submission.id();
  }
}
