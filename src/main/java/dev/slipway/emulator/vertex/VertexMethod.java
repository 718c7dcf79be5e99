package dev.slipway.emulator.vertex;

import java.util.Arrays;
import java.util.Optional;

/** The calls the Vertex AI emulator answers, over either wire. */
public enum VertexMethod {
  CREATE_CUSTOM_JOB("CreateCustomJob"),
  GET_CUSTOM_JOB("GetCustomJob"),
  LIST_CUSTOM_JOBS("ListCustomJobs"),
  CANCEL_CUSTOM_JOB("CancelCustomJob"),
  DELETE_CUSTOM_JOB("DeleteCustomJob"),
  CREATE_PERSISTENT_RESOURCE("CreatePersistentResource"),
  GET_PERSISTENT_RESOURCE("GetPersistentResource"),
  LIST_PERSISTENT_RESOURCES("ListPersistentResources"),
  DELETE_PERSISTENT_RESOURCE("DeletePersistentResource"),
  GET_OPERATION("GetOperation");

  private final String rpc;

  VertexMethod(String rpc) {
    this.rpc = rpc;
  }

  /** The name the API gives it, such as {@code CreateCustomJob}. */
  public String rpc() {
    return rpc;
  }

  /** The method of that name; empty if the emulator has none. */
  public static Optional<VertexMethod> ofRpc(String rpc) {
    return Arrays.stream(values()).filter(method -> method.rpc.equals(rpc)).findFirst();
  }
}
