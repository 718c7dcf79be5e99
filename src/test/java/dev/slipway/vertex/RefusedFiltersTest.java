package dev.slipway.vertex;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** Where Vertex AI refuses filters the contract is kept all the same. */
class RefusedFiltersTest {

  @Nested
  class AllButThoseByTimeOfCreation extends EmulatedVertexJobsTest {

    private FilterRefuser refuser;

    AllButThoseByTimeOfCreation() throws IOException {}

    @Override
    VertexClients connect(String endpoint) throws IOException {
      refuser =
          new FilterRefuser(
              endpoint, filter -> filter.contains("labels") || filter.contains("state"));
      return VertexClients.connect(refuser.endpoint());
    }

    @AfterEach
    void closeRefuser() {
      refuser.close();
    }
  }

  @Nested
  class All extends EmulatedVertexJobsTest {

    private FilterRefuser refuser;

    All() throws IOException {}

    @Override
    VertexClients connect(String endpoint) throws IOException {
      refuser = new FilterRefuser(endpoint, filter -> !filter.isEmpty());
      return VertexClients.connect(refuser.endpoint());
    }

    @AfterEach
    void closeRefuser() {
      refuser.close();
    }
  }
}
