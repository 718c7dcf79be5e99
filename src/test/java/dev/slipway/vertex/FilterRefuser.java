package dev.slipway.vertex;

import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import io.grpc.Status;
import java.io.IOException;
import java.util.function.Predicate;

/** A Vertex AI that refuses some filters of lists of custom jobs, and is another one otherwise. */
public final class FilterRefuser implements AutoCloseable {

  private final VertexProxy proxy;

  /**
   * @param behind host and port of the one that answers
   * @param isRefused which filters are refused
   */
  public FilterRefuser(String behind, Predicate<String> isRefused) throws IOException {
    proxy =
        new VertexProxy(
            behind,
            (method, request, next) -> {
              if (method.equals("ListCustomJobs")
                  && isRefused.test(ListCustomJobsRequest.parseFrom(request).getFilter())) {
                throw Status.INVALID_ARGUMENT.withDescription("no such filter").asException();
              }
              return next.apply(request);
            });
  }

  /** Its host and port. */
  public String endpoint() {
    return proxy.endpoint();
  }

  @Override
  public void close() {
    proxy.close();
  }
}
