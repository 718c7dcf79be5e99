package dev.slipway.cli;

import static java.util.regex.Pattern.DOTALL;
import static java.util.regex.Pattern.MULTILINE;

import dev.slipway.emulator.storage.AccessTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code terraform/people.tf} and {@code identity.tf} grant on buckets and in the project,
 * read from them. A principal is called as the variable that lists it, {@code
 * operators@example.com}, or as its account, {@code launcher@example.com}; of a team, {@code
 * uploaders@vision.example.com}.
 */
final class TerraformGrants {

  static final List<String> TEAMS = List.of("vision", "speech");

  /**
   * As far as calls that the emulator knows need them:
   * https://cloud.google.com/storage/docs/access-control/iam-roles.
   */
  private static final Map<String, Set<String>> PREDEFINED =
      Map.of(
          "roles/storage.objectCreator",
          Set.of("storage.objects.create"),
          "roles/storage.objectViewer",
          Set.of("storage.objects.get", "storage.objects.list"),
          "roles/storage.objectUser",
          Set.of(
              "storage.objects.create",
              "storage.objects.delete",
              "storage.objects.get",
              "storage.objects.list",
              "storage.objects.update"));

  private static final Pattern GRANT =
      Pattern.compile(
          "^resource \"(google_(?:storage_(?:bucket|managed_folder)|project)_iam_member)\""
              + " \"(\\w+)\" \\{\\n"
              + "(.*?)^}",
          MULTILINE | DOTALL);

  private final String terraform = text("people.tf") + text("identity.tf") + text("buckets.tf");
  private final List<AccessTable.Grant> grants = new ArrayList<>();

  private TerraformGrants() {}

  /** Somebody who is granted something; without a team, {@code team} is empty. */
  private record Grantee(String principal, String team) {
    static Stream<Grantee> ofEachTeam(String group) {
      return TEAMS.stream().map(team -> new Grantee(group + "@" + team + ".example.com", team));
    }

    static Grantee of(String group) {
      return new Grantee(group + "@example.com", "");
    }
  }

  /** All grants, in a deployment with these teams. */
  static AccessTable table() {
    TerraformGrants read = new TerraformGrants();
    GRANT.matcher(read.terraform).results().forEach(each -> read.add(each.group(3)));
    return new AccessTable(read.grants);
  }

  private void add(String block) {
    String role = attribute(block, "role").orElseThrow();
    Set<String> permissions = permissions(role);
    List<String> buckets =
        block.contains(" bucket ")
            ? all(block, "google_storage_bucket\\.(\\w+)\\.name").stream()
                .map(name -> name.equals("specs") ? TestDeployment.SPECS : TestDeployment.STATE)
                .toList()
            : List.of("");
    for (Grantee member : members(block)) {
      for (String bucket : buckets) {
        for (String prefix : prefixes(block, member.team())) {
          grants.add(new AccessTable.Grant(member.principal(), permissions, bucket, prefix));
        }
      }
    }
  }

  private Set<String> permissions(String role) {
    List<String> custom = all(role, "google_project_iam_custom_role\\.(\\w+)");
    if (!custom.isEmpty()) {
      return new HashSet<>(
          all(
              block("google_project_iam_custom_role", custom.get(0)),
              "\"([a-z]+\\.[a-zA-Z]+\\.[a-z]+)\""));
    }
    String predefined = role.replaceAll("\"([^\"]*)\".*", "$1");
    if (predefined.startsWith("roles/storage.") && !PREDEFINED.containsKey(predefined)) {
      throw new AssertionError("say here what " + predefined + " permits");
    }
    return PREDEFINED.getOrDefault(predefined, Set.of());
  }

  private List<Grantee> members(String block) {
    Optional<String> account =
        all(attribute(block, "member").orElseThrow(), "google_service_account\\.(\\w+)").stream()
            .findFirst();
    if (account.isPresent()) {
      return List.of(Grantee.of(account.get()));
    }
    String each = attribute(block, "for_each").orElseThrow();
    String who =
        all(each, "local\\.(\\w+)").stream()
            .map(
                name ->
                    all(terraform, "(?ms)^  " + name + " += (.*?)(?=^  \\w+ += |^})").stream()
                        .findFirst()
                        .orElseThrow())
            .findFirst()
            .orElse(each);
    return Stream.concat(
            all(who, "var\\.(?!teams\\b)(\\w+)").stream().map(Grantee::of),
            all(who, "who\\.(\\w+)").stream().flatMap(Grantee::ofEachTeam))
        .toList();
  }

  /** How the names begin for which a grant holds: what a condition says, or a managed folder. */
  private List<String> prefixes(String block, String team) {
    List<String> folder = all(block, "managed_folder +=.*google_storage_managed_folder\\.(\\w+)");
    if (!folder.isEmpty()) {
      String name =
          attribute(block("google_storage_managed_folder", folder.get(0)), "name").orElseThrow();
      return List.of(
          name.replace("\"", "")
              .replace("${local.spec_bucket}", TestDeployment.SPECS)
              .replace("${local.spec_root}", "")
              .replace("${each.key}", team));
    }
    if (block.contains("for prefix in [")) {
      return all(block.substring(block.indexOf("for prefix in [")), "\"([a-z-]+/[a-z/-]*)\"");
    }
    List<String> condition = all(block, "/objects/([^\\\\\"$]+)");
    return condition.isEmpty() ? List.of("") : condition;
  }

  private String block(String type, String name) {
    return all(terraform, "(?ms)^resource \"" + type + "\" \"" + name + "\" \\{\\n(.*?)^}").get(0);
  }

  private static Optional<String> attribute(String block, String name) {
    return all(block, "(?m)^  " + name + " += (.*)$").stream().findFirst();
  }

  private static List<String> all(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  private static String text(String file) {
    try {
      return Files.readString(Path.of("terraform", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
