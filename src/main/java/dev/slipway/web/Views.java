package dev.slipway.web;

import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.dispatch.view.SubmissionDetails;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Port: what pages are made of. Every method throws {@link dev.slipway.dispatch.model.RetryLater}
 * when something does not answer, and changes nothing.
 */
public interface Views {

  /** Everything there is to see; may be some seconds old. */
  Overview overview();

  /**
   * What status documents say, by their names in the state bucket; those that are gone or cannot be
   * read are left out.
   */
  Map<String, Status> told(List<StatusIndex.ListedStatus> entries);

  /** A submission by its ID; empty when nothing is known of it. */
  Optional<SubmissionDetails> byId(String id);

  /**
   * The submission told under an object's name; empty when there is none.
   *
   * @param bucket empty for the spec bucket
   */
  Optional<SubmissionDetails> byObject(String bucket, String object);
}
