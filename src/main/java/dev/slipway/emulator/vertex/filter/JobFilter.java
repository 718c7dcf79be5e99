package dev.slipway.emulator.vertex.filter;

import com.google.cloud.aiplatform.v1.CustomJob;
import java.util.function.Predicate;

/**
 * The filters of ListCustomJobs.
 *
 * <p>Fields and operators: <a
 * href="https://github.com/googleapis/googleapis/blob/master/google/cloud/aiplatform/v1/job_service.proto">job_service.proto</a>,
 * ListCustomJobsRequest.filter. Grammar: <a href="https://google.aip.dev/160">AIP-160</a>, where OR
 * binds tighter than AND.
 */
public final class JobFilter {

  private JobFilter() {}

  /**
   * Parses a filter.
   *
   * @param filter an empty one lets every job pass
   * @throws IllegalArgumentException saying what is wrong at which character
   */
  public static Predicate<CustomJob> parse(String filter) {
    return new JobFilterParser(JobFilterToken.all(filter)).parse();
  }

  /** The refusal of a filter; the words are ours. Positions count from 1. */
  static IllegalArgumentException error(int position, String complaint) {
    return new IllegalArgumentException(
        "Invalid filter, at character %d: %s".formatted(position, complaint));
  }
}
