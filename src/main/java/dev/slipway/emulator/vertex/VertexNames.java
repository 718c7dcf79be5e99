package dev.slipway.emulator.vertex;

import com.google.rpc.Code;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of one project's resources. A request may name the project by its ID or its number; an
 * answer always has the number, as Vertex AI's do, so all names kept here are the numbered ones.
 */
final class VertexNames {

  /** The number of the emulated project, whatever its ID. */
  static final String PROJECT_NUMBER = "123456789012";

  private static final String LOCATION = "projects/(?<project>[^/]+)/locations/(?<location>[^/]+)";
  private static final Pattern PARENT = Pattern.compile(LOCATION);
  private static final Pattern JOB = Pattern.compile(LOCATION + "/customJobs/[0-9]+");
  private static final Pattern RESOURCE = Pattern.compile(LOCATION + "/persistentResources/[^/]+");

  private static final Pattern OPERATION =
      Pattern.compile(LOCATION + "(/(customJobs|persistentResources)/[^/]+)?/operations/[^/]+");

  private final String project;

  VertexNames(String project) {
    this.project = project;
  }

  /** The numbered name of a location, of {@code projects/P/locations/L}. */
  String location(String parent) {
    return parse(PARENT, parent, "parent", "Invalid location resource name.");
  }

  /** The numbered name of a job, of {@code projects/P/locations/L/customJobs/N}. */
  String job(String name) {
    // The words are the service's: k8s-config-connector's recording of a bad job name.
    return job(parse(JOB, name, "name", "Invalid CustomJob resource name."), id(name));
  }

  /** The name of a job, from a numbered location. */
  static String job(String location, String id) {
    return location + "/customJobs/" + id;
  }

  /** The numbered name, of {@code projects/P/locations/L/persistentResources/ID}. */
  String persistentResource(String name) {
    String location = parse(RESOURCE, name, "name", "Invalid PersistentResource resource name.");
    return persistentResource(location, id(name));
  }

  /**
   * The numbered name of an operation, of {@code projects/P/locations/L/operations/N} or with the
   * resource it works on before {@code operations}, as both are in the REST reference.
   */
  String operation(String name) {
    String location = parse(OPERATION, name, "name", "Invalid Operation resource name.");
    return location + name.substring(name.indexOf('/', name.indexOf("/locations/") + 11));
  }

  /**
   * The numbered name, of a full name in any project: what was described elsewhere is put here.
   *
   * @throws IllegalArgumentException if it is no full name
   */
  static String adopted(String name) {
    Matcher matcher = RESOURCE.matcher(name);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'%s' is neither an ID nor projects/P/locations/L/persistentResources/ID"
              .formatted(name));
    }
    return persistentResource(numbered(matcher.group("location")), id(name));
  }

  /** The numbered name of a location, of its ID. */
  static String numbered(String locationId) {
    return "projects/" + PROJECT_NUMBER + "/locations/" + locationId;
  }

  /** The name of a persistent resource, from a numbered location. */
  static String persistentResource(String location, String id) {
    return location + "/persistentResources/" + id;
  }

  /** The location's ID in a numbered name, such as {@code us-central1}. */
  static String locationId(String name) {
    return name.split("/", -1)[3];
  }

  /** What stands after the last slash. */
  static String id(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private String parse(Pattern pattern, String name, String field, String complaint) {
    Matcher matcher = pattern.matcher(name);
    if (!matcher.matches()) {
      throw FieldErrors.of(field, complaint);
    }
    String asked = matcher.group("project");
    if (!asked.equals(project) && !asked.equals(PROJECT_NUMBER)) {
      throw new VertexException(
          Code.PERMISSION_DENIED,
          "Permission denied on project '%s': this emulator holds only '%s' (number %s)."
              .formatted(asked, project, PROJECT_NUMBER));
    }
    return numbered(matcher.group("location"));
  }
}
