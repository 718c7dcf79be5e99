package dev.slipway.emulator.vertex;

import com.google.cloud.aiplatform.v1.CancelCustomJobRequest;
import com.google.cloud.aiplatform.v1.CreateCustomJobRequest;
import com.google.cloud.aiplatform.v1.CreatePersistentResourceRequest;
import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.DeleteCustomJobRequest;
import com.google.cloud.aiplatform.v1.DeletePersistentResourceRequest;
import com.google.cloud.aiplatform.v1.GetCustomJobRequest;
import com.google.cloud.aiplatform.v1.GetPersistentResourceRequest;
import com.google.cloud.aiplatform.v1.ListCustomJobsRequest;
import com.google.cloud.aiplatform.v1.ListPersistentResourcesRequest;
import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.longrunning.GetOperationRequest;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API over REST: which method and path is which call, and how its request is made.
 *
 * <p>Paths and parameters are the {@code google.api.http} options in <a
 * href="https://github.com/googleapis/googleapis/blob/master/google/cloud/aiplatform/v1/job_service.proto">job_service.proto</a>
 * and <a
 * href="https://github.com/googleapis/googleapis/blob/master/google/cloud/aiplatform/v1/persistent_resource_service.proto">persistent_resource_service.proto</a>.
 */
final class VertexRest {

  /**
   * What goes back.
   *
   * @param status the HTTP status
   * @param json the body
   */
  record RestAnswer(int status, String json) {}

  /** Makes the call. */
  @FunctionalInterface
  private interface RestCall {
    Message of(VertexRestRequest request);
  }

  /**
   * A call's place.
   *
   * @param path in it, the group {@code name} is the request's name or parent
   * @param parameters of the query, in camel case, beside the standard ones
   */
  private record Route(String method, Pattern path, Set<String> parameters, RestCall call) {

    Route(String method, String path, Set<String> parameters, RestCall call) {
      this(method, Pattern.compile(VERSION + path), parameters, call);
    }
  }

  private static final String VERSION = "/v1(beta1)?/";

  /**
   * The first place that aiplatform_v1.yaml has for an operation: Google's Node client asks there.
   */
  private static final String UI = "/ui/";

  private static final String LOCATION = "projects/[^/]+/locations/[^/]+";
  private static final String JOBS = "(?<name>" + LOCATION + ")/customJobs";
  private static final String JOB = "(?<name>" + LOCATION + "/customJobs/[^/:]+)";
  private static final String RESOURCES = "(?<name>" + LOCATION + ")/persistentResources";
  private static final String RESOURCE = "(?<name>" + LOCATION + "/persistentResources/[^/:]+)";
  private static final String OPERATION =
      "(?<name>" + LOCATION + "(/(customJobs|persistentResources)/[^/:]+)?/operations/[^/:]+)";

  private final VertexApi api;
  private final VertexFaultsRest faults;
  private final List<Route> routes;

  VertexRest(VertexApi api, VertexFaults faults) {
    this.api = api;
    this.faults = new VertexFaultsRest(faults);
    routes =
        List.of(
            new Route("POST", JOBS, Set.of(), this::createJob),
            new Route(
                "GET", JOBS, Set.of("filter", "pageSize", "pageToken", "readMask"), this::listJobs),
            new Route("GET", JOB, Set.of(), this::getJob),
            new Route("POST", JOB + ":cancel", Set.of(), this::cancelJob),
            new Route("DELETE", JOB, Set.of(), this::deleteJob),
            new Route("POST", RESOURCES, Set.of("persistentResourceId"), this::createResource),
            new Route("GET", RESOURCES, Set.of("pageSize", "pageToken"), this::listResources),
            new Route("GET", RESOURCE, Set.of(), this::getResource),
            new Route("DELETE", RESOURCE, Set.of(), this::deleteResource),
            new Route("GET", OPERATION, Set.of(), this::getOperation),
            new Route("GET", Pattern.compile(UI + OPERATION), Set.of(), this::getOperation));
  }

  /**
   * Answers a request.
   *
   * @param path decoded
   * @param query as it came, still encoded
   * @throws VertexException if the call is refused, or there is no such call
   */
  RestAnswer answer(String method, String path, Optional<String> query, String body) {
    if (path.equals(VertexFaultsRest.PATH)) {
      return faults.answer(method, query.orElse(""));
    }
    for (Route route : routes) {
      Matcher matcher = route.path().matcher(path);
      if (route.method().equals(method) && matcher.matches()) {
        VertexRestQuery parameters = VertexRestQuery.parse(query.orElse(""), route.parameters());
        VertexRestRequest request = new VertexRestRequest(matcher.group("name"), parameters, body);
        return new RestAnswer(200, VertexJson.print(route.call().of(request)));
      }
    }
    throw new VertexException(
        Code.NOT_FOUND,
        "The Vertex AI emulator does not answer %s %s; docs/EMULATOR.md lists what it answers."
            .formatted(method, path));
  }

  private Message createJob(VertexRestRequest request) {
    return api.createCustomJob(
        CreateCustomJobRequest.newBuilder()
            .setParent(request.name())
            .setCustomJob(request.body("custom_job", CustomJob.newBuilder()).build())
            .build());
  }

  private Message listJobs(VertexRestRequest request) {
    return api.listCustomJobs(
        ListCustomJobsRequest.newBuilder()
            .setParent(request.name())
            .setFilter(request.query().text("filter"))
            .setPageSize(request.query().number("pageSize"))
            .setPageToken(request.query().text("pageToken"))
            .setReadMask(request.query().fieldMask("readMask"))
            .build());
  }

  private Message getJob(VertexRestRequest request) {
    return api.getCustomJob(GetCustomJobRequest.newBuilder().setName(request.name()).build());
  }

  private Message cancelJob(VertexRestRequest request) {
    return api.cancelCustomJob(
        request.body("", CancelCustomJobRequest.newBuilder()).setName(request.name()).build());
  }

  private Message deleteJob(VertexRestRequest request) {
    return api.deleteCustomJob(DeleteCustomJobRequest.newBuilder().setName(request.name()).build());
  }

  private Message createResource(VertexRestRequest request) {
    return api.createPersistentResource(
        CreatePersistentResourceRequest.newBuilder()
            .setParent(request.name())
            .setPersistentResourceId(request.query().text("persistentResourceId"))
            .setPersistentResource(
                request.body("persistent_resource", PersistentResource.newBuilder()).build())
            .build());
  }

  private Message listResources(VertexRestRequest request) {
    return api.listPersistentResources(
        ListPersistentResourcesRequest.newBuilder()
            .setParent(request.name())
            .setPageSize(request.query().number("pageSize"))
            .setPageToken(request.query().text("pageToken"))
            .build());
  }

  private Message getResource(VertexRestRequest request) {
    return api.getPersistentResource(
        GetPersistentResourceRequest.newBuilder().setName(request.name()).build());
  }

  private Message deleteResource(VertexRestRequest request) {
    return api.deletePersistentResource(
        DeletePersistentResourceRequest.newBuilder().setName(request.name()).build());
  }

  private Message getOperation(VertexRestRequest request) {
    return api.getOperation(GetOperationRequest.newBuilder().setName(request.name()).build());
  }
}
