package dev.slipway.dispatch;

/** Specs as users write them. */
public final class SpecTexts {

  private SpecTexts() {}

  /** A job of so many replicas on {@value World#RESOURCE}. */
  public static String spec(String displayName, int replicas) {
    return spec(displayName, replicas, "", World.RESOURCE);
  }

  /** The same with a priority. */
  public static String urgent(String displayName, int replicas, int priority) {
    String label = "\"slipway-priority\": \"%d\"".formatted(priority);
    return spec(displayName, replicas, label, World.RESOURCE);
  }

  /** A job that names no resource. */
  static String anywhere(String displayName) {
    return spec(displayName, 1, "", World.RESOURCE).replaceFirst(".*persistentResourceId.*\n", "");
  }

  /** A job on a certain resource. */
  public static String on(String resource, String displayName) {
    return spec(displayName, 1, "", resource);
  }

  private static String spec(String displayName, int replicas, String labels, String resource) {
    return """
    {
      "displayName": "%s",
      "labels": {%s},
      "jobSpec": {
        "persistentResourceId": "%s",
        "workerPoolSpecs": [
          {
            "machineSpec": {"machineType": "n1-standard-4"},
            "replicaCount": "%d",
            "containerSpec": {"imageUri": "us-docker.pkg.dev/p/images/train:1"}
          }
        ]
      }
    }
    """
        .formatted(displayName, labels, resource, replicas);
  }
}
