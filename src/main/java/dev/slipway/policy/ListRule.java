package dev.slipway.policy;

import dev.slipway.problem.ProblemCode;
import dev.slipway.spec.PolicyFact;
import dev.slipway.spec.SpecRules;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A rule that lists what jobs may name. */
enum ListRule {
  SERVICE_ACCOUNTS("serviceAccounts", "an e-mail address", ProblemCode.POLICY_SERVICE_ACCOUNT),
  NETWORKS(
      "networks", "the full name of a network or network attachment", ProblemCode.POLICY_NETWORK),
  RESOURCES("persistentResources", "the ID of a persistent resource", ProblemCode.POLICY_RESOURCE),
  DNS_PEERINGS(
      "dnsPeerings",
      "the full name of a network, projects/PROJECT/global/networks/NETWORK",
      ProblemCode.POLICY_DNS_PEERING),
  IP_RANGES("reservedIpRanges", "the name of a reserved IP range", ProblemCode.POLICY_IP_RANGE),
  OUTPUTS(
      "outputLocations",
      "gs://BUCKET/ or the beginning of a path in it, with a slash at its end",
      ProblemCode.POLICY_OUTPUT),
  PACKAGES(
      "packageLocations",
      "the address of a package, or the beginning of one that ends in a slash, such as"
          + " gs://BUCKET/",
      ProblemCode.POLICY_PACKAGE),
  NFS_MOUNTS("nfsMounts", "SERVER:PATH", ProblemCode.POLICY_MOUNT),
  LUSTRE_MOUNTS("lustreMounts", "ADDRESS:/FILESYSTEM VOLUME", ProblemCode.POLICY_MOUNT),
  PROJECTS("resourceProjects", "the ID or number of a project", ProblemCode.POLICY_PROJECT),
  KMS_KEYS("kmsKeys", "the full name of a Cloud KMS key", ProblemCode.POLICY_KMS_KEY),
  OTHER_FIELDS(
      "otherFields",
      "the path of a field, such as jobSpec.protectedArtifactLocationId",
      ProblemCode.POLICY_FIELD);

  private final String key;
  private final String expected;
  private final ProblemCode code;

  ListRule(String key, String expected, ProblemCode code) {
    this.key = key;
    this.expected = expected;
    this.code = code;
  }

  /** The rule about a kind of claims; empty for those that have another kind of rule. */
  static Optional<ListRule> of(PolicyFact.Kind kind) {
    return switch (kind) {
      case NETWORK -> Optional.of(NETWORKS);
      case DNS_PEERING -> Optional.of(DNS_PEERINGS);
      case IP_RANGE -> Optional.of(IP_RANGES);
      case OUTPUT -> Optional.of(OUTPUTS);
      case PACKAGE -> Optional.of(PACKAGES);
      case NFS_MOUNT -> Optional.of(NFS_MOUNTS);
      case LUSTRE_MOUNT -> Optional.of(LUSTRE_MOUNTS);
      case VERTEX_RESOURCE -> Optional.of(PROJECTS);
      case OTHER_FIELD -> Optional.of(OTHER_FIELDS);
      case WEB_ACCESS, DASHBOARD_ACCESS, UNCOUNTED_MACHINE -> Optional.empty();
    };
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(ListRule::key).toList();
  }

  String key() {
    return key;
  }

  /** What an entry must be, for people. */
  String expected() {
    return expected;
  }

  /** What is said of a name that no entry allows. */
  ProblemCode code() {
    return code;
  }

  /** Reads an entry; empty when it is none. */
  Optional<String> entry(String text) {
    return Optional.of(text).filter(this::isEntry);
  }

  private boolean isEntry(String text) {
    return switch (this) {
      case SERVICE_ACCOUNTS -> isAccount(text);
      case RESOURCES -> SpecRules.isResourceId(text);
      case OUTPUTS -> Location.isFolder(text);
      case PACKAGES -> Location.isLocation(text);
      case NFS_MOUNTS -> text.contains(":/");
      case LUSTRE_MOUNTS -> text.contains(":/") && text.contains(" ");
      case PROJECTS -> isText(text) && !text.contains("/");
      case NETWORKS, DNS_PEERINGS, IP_RANGES, KMS_KEYS, OTHER_FIELDS -> isText(text);
    };
  }

  boolean allows(List<String> entries, String name) {
    return entries.stream().anyMatch(entry -> allows(entry, name));
  }

  private boolean allows(String entry, String name) {
    return switch (this) {
      case OUTPUTS, PACKAGES -> Location.allows(entry, name);
      case PROJECTS -> isOfProject(entry, name);
      default -> entry.equals(name);
    };
  }

  private static boolean isText(String text) {
    return !text.isBlank();
  }

  private static boolean isAccount(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at < text.length() - 1
        && at == text.lastIndexOf('@')
        && text.chars().noneMatch(c -> Character.isWhitespace(c) || c == '/' || c == '*');
  }

  /** Names that are written in any other way than in full are of nobody's project. */
  private static boolean isOfProject(String project, String name) {
    return name.startsWith("projects/" + project + "/");
  }
}
