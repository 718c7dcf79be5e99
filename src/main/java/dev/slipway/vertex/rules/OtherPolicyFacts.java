package dev.slipway.vertex.rules;

import com.google.cloud.aiplatform.v1.CustomJob;
import com.google.cloud.aiplatform.v1.CustomJobSpec;
import com.google.cloud.aiplatform.v1.DnsPeeringConfig;
import com.google.cloud.aiplatform.v1.GcsDestination;
import com.google.cloud.aiplatform.v1.LustreMount;
import com.google.cloud.aiplatform.v1.MachineSpec;
import com.google.cloud.aiplatform.v1.NfsMount;
import com.google.cloud.aiplatform.v1.PscInterfaceConfig;
import com.google.cloud.aiplatform.v1.PythonPackageSpec;
import com.google.cloud.aiplatform.v1.WorkerPoolSpec;
import com.google.protobuf.Message;
import dev.slipway.spec.Located;
import dev.slipway.spec.Paths;
import dev.slipway.spec.PolicyFact;
import dev.slipway.spec.PolicyFact.Kind;
import dev.slipway.vertex.schema.MessageAt;
import java.util.ArrayList;
import java.util.List;

/** What a job asks for by name besides machines, images and accounts. */
final class OtherPolicyFacts {

  private final List<PolicyFact> claims = new ArrayList<>();

  private OtherPolicyFacts() {}

  static List<PolicyFact> of(MessageAt<CustomJob> job, MessageAt<CustomJobSpec> spec) {
    OtherPolicyFacts others = new OtherPolicyFacts();
    others.ofSpec(spec);
    JobRules.workerPools(spec).forEach(others::ofWorkerPool);
    others.claims.addAll(PolicyFields.denied(job));
    return List.copyOf(others.claims);
  }

  private void ofSpec(MessageAt<CustomJobSpec> spec) {
    addText(Kind.NETWORK, spec, CustomJobSpec.NETWORK_FIELD_NUMBER);
    if (spec.message().hasPscInterfaceConfig()) {
      ofPrivateConnect(
          spec.child(CustomJobSpec.PSC_INTERFACE_CONFIG_FIELD_NUMBER, PscInterfaceConfig.class));
    }
    addTexts(
        Kind.IP_RANGE,
        spec,
        CustomJobSpec.RESERVED_IP_RANGES_FIELD_NUMBER,
        spec.message().getReservedIpRangesList());
    if (spec.message().hasBaseOutputDirectory()) {
      ofOutput(spec.child(CustomJobSpec.BASE_OUTPUT_DIRECTORY_FIELD_NUMBER, GcsDestination.class));
    }
    addText(Kind.VERTEX_RESOURCE, spec, CustomJobSpec.TENSORBOARD_FIELD_NUMBER);
    addText(Kind.VERTEX_RESOURCE, spec, CustomJobSpec.EXPERIMENT_FIELD_NUMBER);
    addText(Kind.VERTEX_RESOURCE, spec, CustomJobSpec.EXPERIMENT_RUN_FIELD_NUMBER);
    addTexts(
        Kind.VERTEX_RESOURCE,
        spec,
        CustomJobSpec.MODELS_FIELD_NUMBER,
        spec.message().getModelsList());
    if (spec.message().getEnableWebAccess()) {
      addText(Kind.WEB_ACCESS, spec, CustomJobSpec.ENABLE_WEB_ACCESS_FIELD_NUMBER);
    }
    if (spec.message().getEnableDashboardAccess()) {
      addText(Kind.DASHBOARD_ACCESS, spec, CustomJobSpec.ENABLE_DASHBOARD_ACCESS_FIELD_NUMBER);
    }
  }

  /** Without an attachment it is a claim too: no source says what Vertex AI makes of one. */
  private void ofPrivateConnect(MessageAt<PscInterfaceConfig> config) {
    add(Kind.NETWORK, config.text(PscInterfaceConfig.NETWORK_ATTACHMENT_FIELD_NUMBER));
    for (MessageAt<DnsPeeringConfig> peering :
        config.children(
            PscInterfaceConfig.DNS_PEERING_CONFIGS_FIELD_NUMBER, DnsPeeringConfig.class)) {
      add(
          Kind.DNS_PEERING,
          new Located<>(
              peering.path(),
              "projects/%s/global/networks/%s"
                  .formatted(
                      peering.message().getTargetProject(), peering.message().getTargetNetwork())));
    }
  }

  /** "If the uri doesn't end with '/', a '/' will be automatically appended" (io.proto). */
  private void ofOutput(MessageAt<GcsDestination> output) {
    Located<String> prefix = output.text(GcsDestination.OUTPUT_URI_PREFIX_FIELD_NUMBER);
    boolean isWhole = prefix.value().isEmpty() || prefix.value().endsWith("/");
    add(Kind.OUTPUT, isWhole ? prefix : new Located<>(prefix.where(), prefix.value() + "/"));
  }

  private void ofWorkerPool(MessageAt<WorkerPoolSpec> pool) {
    if (pool.message().hasPythonPackageSpec()) {
      MessageAt<PythonPackageSpec> task =
          pool.child(WorkerPoolSpec.PYTHON_PACKAGE_SPEC_FIELD_NUMBER, PythonPackageSpec.class);
      addTexts(
          Kind.PACKAGE,
          task,
          PythonPackageSpec.PACKAGE_URIS_FIELD_NUMBER,
          task.message().getPackageUrisList());
    }
    for (MessageAt<NfsMount> mount :
        pool.children(WorkerPoolSpec.NFS_MOUNTS_FIELD_NUMBER, NfsMount.class)) {
      String share = mount.message().getServer() + ":" + mount.message().getPath();
      add(Kind.NFS_MOUNT, new Located<>(mount.path(), share));
    }
    for (MessageAt<LustreMount> mount :
        pool.children(WorkerPoolSpec.LUSTRE_MOUNTS_FIELD_NUMBER, LustreMount.class)) {
      String instance =
          "%s:/%s %s"
              .formatted(
                  mount.message().getInstanceIp(),
                  mount.message().getFilesystem(),
                  mount.message().getVolumeHandle());
      add(Kind.LUSTRE_MOUNT, new Located<>(mount.path(), instance));
    }
    if (MachineAccelerators.isUncounted(pool.message().getMachineSpec())) {
      String type = pool.message().getMachineSpec().getMachineType();
      String where =
          pool.child(WorkerPoolSpec.MACHINE_SPEC_FIELD_NUMBER, MachineSpec.class)
              .of(MachineSpec.MACHINE_TYPE_FIELD_NUMBER);
      add(Kind.UNCOUNTED_MACHINE, new Located<>(where, type));
    }
  }

  /** Texts that are left out claim nothing. */
  private void addText(Kind kind, MessageAt<?> place, int fieldNumber) {
    Located<String> text = place.text(fieldNumber);
    if (!text.value().isEmpty()) {
      add(kind, text);
    }
  }

  private void addTexts(
      Kind kind, MessageAt<? extends Message> place, int number, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      add(kind, new Located<>(Paths.item(place.of(number), i), texts.get(i)));
    }
  }

  private void add(Kind kind, Located<String> what) {
    claims.add(new PolicyFact(kind, what));
  }
}
