package dev.slipway.cli;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.storage.StateNames;
import dev.slipway.storage.StorageCallException;
import dev.slipway.vertex.VertexCallException;

/** Why a deployment does not answer, and what to do about it. */
public final class FailureMessages {

  static final String NO_CREDENTIALS =
      "no credentials for Google Cloud, or they have expired: 'gcloud auth application-default"
          + " login' gets some";

  private FailureMessages() {}

  /** The words for a failure. */
  public static Unavailable of(RetryLater failure, Deployment deployment) {
    if (failure instanceof StorageCallException call) {
      return new Unavailable(ofStorage(call, deployment), failure);
    }
    if (failure instanceof VertexCallException question) {
      return new Unavailable(ofVertex(question, deployment), failure);
    }
    return new Unavailable(said(failure), failure);
  }

  private static String ofStorage(StorageCallException call, Deployment deployment) {
    return switch (call.why()) {
      case NO_CREDENTIALS -> NO_CREDENTIALS;
      case FORBIDDEN -> forbidden(call, deployment);
      case NO_BUCKET -> noBucket(call, deployment);
      case OTHER -> said(call);
    };
  }

  private static String forbidden(StorageCallException call, Deployment deployment) {
    return "you lack "
        + call.permission()
        + " on gs://"
        + call.bucket()
        + "/"
        + call.object()
        + ": "
        + whoGrants(call, deployment)
        + "; 'gcloud auth application-default login' changes who you are";
  }

  /** Who may do what is in terraform/people.tf. */
  private static String whoGrants(StorageCallException call, Deployment deployment) {
    if (call.permission().startsWith("storage.buckets.")) {
      return "owners of the project have it";
    }
    boolean isForUploaders =
        call.permission().equals("storage.objects.create")
            ? call.bucket().equals(deployment.address().specs().bucket())
            : call.object().startsWith(StateNames.STATUS);
    String asked =
        "ask whoever runs Terraform to list you among its "
            + (isForUploaders ? "'uploaders' or 'operators'" : "'operators'");
    return call.object().equals(StateNames.STATUS)
        ? "who may see one folder asks for it: './slipway status FOLDER/'; else " + asked
        : asked;
  }

  private static String noBucket(StorageCallException call, Deployment deployment) {
    boolean isSpecs = call.bucket().equals(deployment.address().specs().bucket());
    return "there is no bucket "
        + call.bucket()
        + (deployment.address().isUsual(call.bucket())
            ? ", as Terraform calls it in project " + deployment.address().project() + " by default"
            : "")
        + "; name the right one with "
        + (isSpecs ? "--spec-bucket" : "--state-bucket")
        + " ('terraform output -raw "
        + (isSpecs ? "spec_bucket" : "state_bucket")
        + "' tells it)";
  }

  private static String ofVertex(VertexCallException question, Deployment deployment) {
    if (question.isOfCredentials()) {
      return NO_CREDENTIALS;
    }
    return question.isOfPermissions()
        ? said(question)
            + "\nyou lack a permission in project "
            + deployment.address().project()
            + ": ask whoever runs Terraform to list you among its 'operators', or for"
            + " roles/aiplatform.viewer there"
        : said(question);
  }

  private static String said(RetryLater failure) {
    return String.valueOf(failure.getMessage());
  }
}
