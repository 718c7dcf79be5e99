package dev.slipway.emulator.vertex.filter;

import com.google.cloud.aiplatform.v1.CustomJob;
import java.util.List;

/** What the emulated Vertex AI makes of list filters, for the tests of those that send them. */
public final class EmulatedFilters {

  private EmulatedFilters() {}

  /** The jobs that a filter lets pass. */
  public static List<CustomJob> select(String filter, List<CustomJob> jobs) {
    return jobs.stream().filter(JobFilter.parse(filter)).toList();
  }
}
