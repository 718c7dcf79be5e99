package dev.slipway.cli.local;

import java.nio.file.Path;

/** What `slipway local` says when it is up: addresses, and lines to copy. */
final class LocalHints {

  private LocalHints() {}

  static String of(LocalCloud cloud, Path state, Path log) {
    String storage = cloud.storageUri().toString();
    return """
    Slipway is up on this machine. Ctrl-C ends it; what it knows stays in %s.

      Cloud Storage  %s  buckets slipway-specs and slipway-state
      Vertex AI      %s (REST), %s (gRPC)
      function       %s  its log: %s
      status page    %s  for your browser

    Submit a spec and see what becomes of it:

      ./slipway submit function/examples/single-node-cpu.json
      ./slipway queue

    The same with curl:

      curl -X POST --data-binary @function/examples/single-node-cpu.json '%s/upload/storage/v1/b/slipway-specs/o?uploadType=media&name=team-a/train.json'
      curl '%s/storage/v1/b/slipway-state/o/status%%2Fslipway-specs%%2Fteam-a%%2Ftrain.json?alt=media'
      curl '%s/v1/projects/slipway-local/locations/us-central1/customJobs'

    The same with gcloud:

      export CLOUDSDK_AUTH_DISABLE_CREDENTIALS=true CLOUDSDK_CORE_PROJECT=slipway-local
      export CLOUDSDK_API_ENDPOINT_OVERRIDES_STORAGE=%s/ CLOUDSDK_API_ENDPOINT_OVERRIDES_AIPLATFORM=%s/
      gcloud storage cp function/examples/single-node-cpu.json gs://slipway-specs/team-a/train.json
      gcloud storage cat gs://slipway-state/status/slipway-specs/team-a/train.json
      gcloud ai custom-jobs list --region=us-central1
    """
        .formatted(
            state,
            storage,
            cloud.vertexUri(),
            cloud.vertexEndpoint(),
            cloud.functionUri(),
            log,
            cloud.pageUri(),
            storage,
            storage,
            cloud.vertexUri(),
            storage,
            cloud.vertexUri());
  }
}
