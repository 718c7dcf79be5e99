package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.EncryptionSpec;
import com.google.cloud.aiplatform.v1.GcsDestination;
import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.Located;
import dev.slipway.text.Patterns;
import dev.slipway.vertex.schema.JsonText;
import dev.slipway.vertex.schema.MessageAt;
import dev.slipway.vertex.schema.SchemaFindings;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Names of other things that a job uses, and whether they are where the job is. */
final class NameRules {

  /** A name's form and, as groups, the parts that are looked at. */
  private enum Form {
    /** custom_job.proto: "Where {project} is a project number, as in 12345". */
    NETWORK("projects/PROJECT/global/networks/NETWORK", "projects/([^/]+)/global/networks/[^/]+"),
    /** custom_job.proto. */
    TENSORBOARD(
        "projects/PROJECT/locations/LOCATION/tensorboards/TENSORBOARD",
        "projects/[^/]+/locations/([^/]+)/tensorboards/[^/]+"),
    /** encryption_spec.proto: "in the same region as where the compute resource is created". */
    KMS_KEY(
        "projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY",
        "projects/[^/]+/locations/([^/]+)/keyRings/[^/]+/cryptoKeys/[^/]+"),
    /** An e-mail address, of which the full name is another spelling that IAM has. */
    SERVICE_ACCOUNT("NAME@PROJECT.iam.gserviceaccount.com", "[^/\\s]+");

    private final String shown;
    private final Pattern whole;
    private final Pattern atTheEnd;

    Form(String shown, String pattern) {
      this.shown = shown;
      this.whole = Pattern.compile(pattern);
      this.atTheEnd = Pattern.compile("/(" + pattern + ")$");
    }
  }

  /** Of a full name or an address, which people write for the ID. */
  private static final Pattern PERSISTENT_RESOURCE =
      Pattern.compile("projects/[^/]+/locations/([^/]+)/persistentResources/");

  private static final String SCHEME = "gs://";

  /** Where Vertex AI mounts buckets for the container to see. */
  private static final String MOUNTED = "/gcs/";

  private final String location;
  private final SchemaFindings findings;

  private NameRules(String location, SchemaFindings findings) {
    this.location = location;
    this.findings = findings;
  }

  /**
   * @param location where jobs run; empty when that is not known
   */
  static void check(MessageAt<CustomJob> job, String location, SchemaFindings findings) {
    NameRules rules = new NameRules(location, findings);
    MessageAt<CustomJobSpec> spec = job.child(CustomJob.JOB_SPEC_FIELD_NUMBER, CustomJobSpec.class);
    rules.network(spec.text(CustomJobSpec.NETWORK_FIELD_NUMBER));
    rules.persistentResource(spec.text(CustomJobSpec.PERSISTENT_RESOURCE_ID_FIELD_NUMBER));
    rules.tensorboard(spec);
    rules.serviceAccount(spec.text(CustomJobSpec.SERVICE_ACCOUNT_FIELD_NUMBER));
    rules.outputDirectory(
        spec.child(CustomJobSpec.BASE_OUTPUT_DIRECTORY_FIELD_NUMBER, GcsDestination.class)
            .text(GcsDestination.OUTPUT_URI_PREFIX_FIELD_NUMBER));
    rules.kmsKey(
        job.child(CustomJob.ENCRYPTION_SPEC_FIELD_NUMBER, EncryptionSpec.class)
            .text(EncryptionSpec.KMS_KEY_NAME_FIELD_NUMBER));
    if (spec.message().hasPscInterfaceConfig()) {
      findings.warning(
          ProblemCode.PRIVATE_CONNECT_ON_RESOURCE,
          spec.of(CustomJobSpec.PSC_INTERFACE_CONFIG_FIELD_NUMBER));
    }
  }

  /** That Vertex AI takes no project ID is the reference's word only, so this is no error. */
  private void network(Located<String> network) {
    matches(Form.NETWORK, network)
        .map(name -> name.group(1))
        .filter(project -> !project.chars().allMatch(Character::isDigit))
        .ifPresent(
            project ->
                findings.warning(
                    ProblemCode.NETWORK_PROJECT_ID, network.where(), "project", project));
  }

  /**
   * custom_job.proto: "in the same Project and Location". The ID alone would be that of another
   * resource here, or of none.
   */
  private void persistentResource(Located<String> resource) {
    Patterns.find(PERSISTENT_RESOURCE, resource.value())
        .map(name -> name.group(1))
        .filter(this::isElsewhere)
        .ifPresent(found -> elsewhere(resource, found));
  }

  /** google/cloud/aiplatform/v1/io.proto: "Google Cloud Storage URI to output directory". */
  private void outputDirectory(Located<String> prefix) {
    String found = prefix.value();
    if (found.isEmpty() || (found.startsWith(SCHEME) && found.length() > SCHEME.length())) {
      return;
    }
    String form = "gs://BUCKET/FOLDER";
    if (found.startsWith(MOUNTED) && found.length() > MOUNTED.length()) {
      findings.problem(
          ProblemCode.BAD_NAME,
          prefix.where(),
          "found",
          JsonText.shown(found),
          "form",
          form,
          "nearest",
          SCHEME + found.substring(MOUNTED.length()));
    } else {
      findings.problem(
          ProblemCode.BAD_NAME, prefix.where(), "found", JsonText.shown(found), "form", form);
    }
  }

  /** That nobody may act as one of Google's own agents is our inference. */
  private void serviceAccount(Located<String> account) {
    matches(Form.SERVICE_ACCOUNT, account);
    String name = account.value();
    boolean isAgent =
        (name.startsWith("service-") && isDigits(name, "service-".length(), name.indexOf('@')))
            || name.endsWith("@cloudservices.gserviceaccount.com");
    if (isAgent) {
      findings.warning(
          ProblemCode.SERVICE_AGENT_AS_ACCOUNT, account.where(), "found", JsonText.shown(name));
    }
  }

  private static boolean isDigits(String text, int start, int end) {
    return end > start && text.substring(start, end).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The key's region is Google's rule. */
  private void kmsKey(Located<String> key) {
    matches(Form.KMS_KEY, key)
        .filter(name -> isElsewhere(name.group(1)))
        .ifPresent(name -> elsewhere(key, name.group(1)));
  }

  private void elsewhere(Located<String> name, String found) {
    findings.problem(
        ProblemCode.OTHER_LOCATION, name.where(), "found", found, "location", location);
  }

  /**
   * Vertex AI refuses one without an account: "custom_job.job_spec.service_account must be
   * specified when uploading to TensorBoard" (https://github.com/kubeflow/pipelines/issues/7123).
   * That it must be in the job's location is our inference, that an experiment does not go with it
   * the Python SDK's rule.
   */
  private void tensorboard(MessageAt<CustomJobSpec> spec) {
    Located<String> tensorboard = spec.text(CustomJobSpec.TENSORBOARD_FIELD_NUMBER);
    if (tensorboard.value().isEmpty()) {
      return;
    }
    matches(Form.TENSORBOARD, tensorboard)
        .filter(name -> isElsewhere(name.group(1)))
        .ifPresent(
            name ->
                findings.warning(
                    ProblemCode.OTHER_LOCATION,
                    tensorboard.where(),
                    "found",
                    name.group(1),
                    "location",
                    location));
    Located<String> account = spec.text(CustomJobSpec.SERVICE_ACCOUNT_FIELD_NUMBER);
    if (account.value().isEmpty()) {
      findings.problem(ProblemCode.TENSORBOARD_NEEDS_ACCOUNT, account.where());
    }
    Located<String> experiment = spec.text(CustomJobSpec.EXPERIMENT_FIELD_NUMBER);
    if (!experiment.value().isEmpty()) {
      findings.warning(ProblemCode.TENSORBOARD_AND_EXPERIMENT, experiment.where());
    }
  }

  private boolean isElsewhere(String found) {
    return !location.isEmpty() && !found.equals(location);
  }

  /** The parts of a name; says so when it is none. An absent name is fine. */
  private Optional<MatchResult> matches(Form form, Located<String> name) {
    if (name.value().isEmpty()) {
      return Optional.empty();
    }
    Optional<MatchResult> whole = Patterns.match(form.whole, name.value());
    if (whole.isPresent()) {
      return whole;
    }
    Optional<MatchResult> end = Patterns.find(form.atTheEnd, name.value());
    if (end.isPresent()) {
      findings.problem(
          ProblemCode.BAD_NAME,
          name.where(),
          "found",
          JsonText.shown(name.value()),
          "form",
          form.shown,
          "nearest",
          end.get().group(1));
    } else {
      String found = JsonText.shown(name.value());
      findings.problem(ProblemCode.BAD_NAME, name.where(), "found", found, "form", form.shown);
    }
    return Optional.empty();
  }
}
