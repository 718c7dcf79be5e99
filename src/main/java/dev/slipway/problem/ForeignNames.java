package dev.slipway.problem;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names that people bring along from other tools and APIs. No near miss leads from these to what
 * they should have written; users' threads and samples do. Spelling does not count: {@code
 * gpuType}, {@code gpu_type} and {@code gpu-type} are one.
 */
public final class ForeignNames {

  /** Of a job's fields in camel case, what others call them. */
  private static final Map<String, List<String>> MEANT =
      Map.ofEntries(
          Map.entry("displayName", List.of("jobname")),
          Map.entry("outputUriPrefix", List.of("baseoutputdir", "outputdir", "outputdirectory")),
          Map.entry("machineType", List.of("instancetype", "vmtype")),
          Map.entry("acceleratorType", List.of("gputype")),
          Map.entry("acceleratorCount", List.of("gpucount", "gpus", "numgpus")),
          Map.entry("bootDiskType", List.of("disktype")),
          Map.entry("bootDiskSizeGb", List.of("disksize", "disksizegb", "diskgb")),
          Map.entry(
              "replicaCount", List.of("replicas", "numreplicas", "instancecount", "nodecount")),
          Map.entry("imageUri", List.of("image", "containeruri", "containerimageuri")),
          Map.entry("args", List.of("arguments")),
          Map.entry("command", List.of("cmd", "entrypoint")),
          Map.entry("env", List.of("environment", "environmentvariables", "envvars")),
          Map.entry("timeout", List.of("maxruntime", "maxrunduration", "timeoutseconds")),
          Map.entry("serviceAccount", List.of("serviceaccountname", "serviceaccountemail")),
          Map.entry("kmsKeyName", List.of("kmskey", "encryptionspeckeyname")));

  /** What no field of a job stands for, and how that is told. */
  private static final Map<ProblemCode, List<String>> NO_FIELD =
      Map.of(
          ProblemCode.PLACE_IN_SPEC,
          List.of("project", "projectid", "location", "locations", "region", "regions", "zone"),
          ProblemCode.FIELD_OF_KUBERNETES,
          List.of(
              "resources",
              "limits",
              "requests",
              "nvidia.com/gpu",
              "nodeselector",
              "tolerations",
              "volumes",
              "volumemounts",
              "envfrom",
              "valuefrom",
              "restartpolicy",
              "imagepullpolicy",
              "securitycontext"),
          ProblemCode.POOL_NAMED_IN_SPEC,
          List.of("resourcepool", "resourcepoolid", "poolid"),
          ProblemCode.PRIORITY_NO_FIELD,
          List.of("priority"),
          ProblemCode.SPOT_NO_FIELD,
          List.of("spot", "usespot", "spotvm", "spotvms", "usespotvms", "preemptible"));

  private static final Map<String, String> FIELDS = inverted(MEANT);
  private static final Map<String, ProblemCode> CODES = inverted(NO_FIELD);

  private ForeignNames() {}

  private static <T> Map<String, T> inverted(Map<T, List<String>> table) {
    Map<String, T> inverted = new HashMap<>();
    table.forEach((value, names) -> names.forEach(name -> inverted.put(name, value)));
    return Map.copyOf(inverted);
  }

  /** The field that is meant, in camel case, wherever in a job that stands. */
  public static Optional<String> meant(String name) {
    return Optional.ofNullable(FIELDS.get(plain(name)));
  }

  /** What others call a field, without case and punctuation; empty where they call it the same. */
  static List<String> of(String field) {
    return MEANT.getOrDefault(field, List.of());
  }

  /** How a name is told that no field of a job stands for. */
  public static Optional<ProblemCode> told(String name) {
    return Optional.ofNullable(CODES.get(plain(name)));
  }

  /** A name without case and punctuation: {@code worker_pool_specs} as {@code workerpoolspecs}. */
  static String plain(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }
}
