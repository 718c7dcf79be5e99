package dev.slipway.vertex;

import java.io.IOException;

class EmulatedVertexJobsTest extends EmulatedVertexJobs {
  EmulatedVertexJobsTest() throws IOException {
    super(filter -> false);
  }
}
