package dev.slipway.vertex;

import java.io.IOException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Where Vertex AI refuses filters the contract is kept all the same. */
@Tag("thorough")
class RefusedFiltersTest {

  @Nested
  class AllButThoseByTimeOfCreation extends EmulatedVertexJobs {
    AllButThoseByTimeOfCreation() throws IOException {
      super(filter -> filter.contains("labels") || filter.contains("state"));
    }
  }

  @Nested
  class All extends EmulatedVertexJobs {
    All() throws IOException {
      super(filter -> !filter.isEmpty());
    }
  }
}
