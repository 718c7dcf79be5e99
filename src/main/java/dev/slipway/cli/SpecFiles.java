package dev.slipway.cli;

import dev.slipway.dispatch.SpecCheck;
import dev.slipway.policy.Policy;
import dev.slipway.report.StatusText;
import dev.slipway.spec.SpecParser;
import dev.slipway.spec.SpecRules;
import dev.slipway.vertex.JobSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Specs that somebody asks about, and what they are checked with. */
final class SpecFiles {

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Job specs, JSON or YAML; - is standard input.")
  private List<String> files;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The operator's policy; docs/POLICY.md describes it (default: all is allowed).")
  private @Nullable Path policy;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = "",
      description =
          "Put before the file's name to make the object's, such as team-a/: the first folder is the team of a"
              + " policy.")
  private String prefix;

  @Option(
      names = "--default-resource",
      paramLabel = "ID",
      defaultValue = "",
      description =
          "The operator's SLIPWAY_PERSISTENT_RESOURCE, for specs that name no persistent resource.")
  private String defaultResource;

  /**
   * A spec and what is said of it.
   *
   * @param file as the user named it
   * @param check what is said of it
   */
  record Checked(String file, SpecCheck check) {}

  /**
   * Reads and checks all specs.
   *
   * @param location where jobs run; empty when it is not known
   * @param resource the persistent resource of specs that name none, unless an option says it;
   *     empty for none
   * @throws ParameterException when a file cannot be read; its message names all of them
   */
  List<Checked> check(String location, String resource) {
    List<Input> inputs = Input.readAll(spec.commandLine(), files);
    Policy allowed = policy == null ? Policy.ALLOW_ALL : policy(policy);
    String fallback = defaultResource.isEmpty() ? resource : defaultResource;
    if (!fallback.isEmpty() && !SpecRules.isResourceId(fallback)) {
      throw wrong("'" + fallback + "' is no ID of a persistent resource; give the ID alone");
    }
    JobSchema schema = new JobSchema(location);
    List<Checked> checked = new ArrayList<>();
    for (Input input : inputs) {
      SpecCheck.Context context =
          new SpecCheck.Context(fallback, prefix + input.baseName(), allowed);
      checked.add(
          new Checked(
              input.name(),
              input.size() > SpecParser.LARGEST_BYTES
                  ? SpecCheck.refused(List.of(SpecParser.tooLarge(input.size())))
                  : SpecCheck.of(input.bytes(), schema, context)));
    }
    return checked;
  }

  private Policy policy(Path file) {
    byte[] bytes = Input.readAll(spec.commandLine(), List.of(file.toString())).get(0).bytes();
    Policy.Reading reading = Policy.parse(bytes);
    return reading
        .policy()
        .orElseThrow(
            () ->
                wrong(
                    StatusText.problems(
                            "the policy " + file + " cannot be used", reading.problems())
                        .stripTrailing()));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
