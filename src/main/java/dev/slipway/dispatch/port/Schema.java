package dev.slipway.dispatch.port;

import dev.slipway.problem.Problem;
import dev.slipway.spec.JobSpec;
import dev.slipway.spec.Json;
import java.util.List;

/** Port: what the API's schema says of a spec. Pure. */
public interface Schema {

  /**
   * A spec as the schema sees it.
   *
   * @param spec what is asked for; where there are problems, what could be read of it
   * @param problems every field that the API would not take
   * @param warnings every field that is left out of the job
   */
  record Checked(JobSpec spec, List<Problem> problems, List<Problem> warnings) {
    public Checked {
      problems = List.copyOf(problems);
      warnings = List.copyOf(warnings);
    }
  }

  /** Checks a whole document, all of it at once. */
  Checked check(Json.Obj document);
}
