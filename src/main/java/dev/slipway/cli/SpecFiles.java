package dev.slipway.cli;

import dev.slipway.dispatch.check.SpecContext;
import dev.slipway.dispatch.check.SpecReading;
import dev.slipway.policy.Policy;
import dev.slipway.policy.Team;
import dev.slipway.report.StatusText;
import dev.slipway.spec.SpecParser;
import dev.slipway.spec.SpecRules;
import dev.slipway.vertex.JobSchema;
import dev.slipway.wiring.EnvironmentVariable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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

  /** What that file says; it may be standard input, which is read once. */
  private @Nullable Policy allowed;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = "",
      description =
          "Put before the file's name to make the object's, such as team-a/: the first folder is"
              + " the team of a policy.")
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
   * @param input as it was read
   * @param context what it is checked with
   * @param reading what is said of it
   */
  record CheckedFile(Input input, SpecContext context, SpecReading reading) {

    /** The name under which it is checked, and to be uploaded. */
    String object() {
      return context.name();
    }

    /** As the user named it. */
    String file() {
      return input.name();
    }
  }

  /**
   * Reads and checks all specs under the names that their files give them.
   *
   * @param location where jobs run; empty when it is not known
   * @param resource the persistent resource of specs that name none, unless an option says it;
   *     empty for none
   * @throws ParameterException when a file cannot be read; its message names all of them
   */
  List<CheckedFile> check(String location, String resource) {
    return check(location, resource, Input::baseName);
  }

  /**
   * The same.
   *
   * @param naming the name of an input, behind the prefix
   */
  List<CheckedFile> check(String location, String resource, Function<Input, String> naming) {
    List<Input> inputs = Input.readAll(spec.commandLine(), files);
    String fallback = fallback(resource);
    if (!fallback.isEmpty() && !SpecRules.isResourceId(fallback)) {
      throw wrong("'" + fallback + "' is no ID of a persistent resource; give the ID alone");
    }
    JobSchema schema = new JobSchema(location);
    List<CheckedFile> checked = new ArrayList<>();
    for (Input input : inputs) {
      String object = prefix + naming.apply(input);
      SpecContext context =
          new SpecContext(fallback, object, Team.of(object, specPrefix()), policy());
      checked.add(
          new CheckedFile(
              input,
              context,
              input.size() > SpecParser.LARGEST_BYTES
                  ? SpecReading.unreadable(List.of(SpecParser.tooLarge(input.size())))
                  : SpecReading.of(input.bytes(), schema, context)));
    }
    return checked;
  }

  /** The persistent resource of specs that name none: as the option says, or else this. */
  String fallback(String resource) {
    return defaultResource.isEmpty() ? resource : defaultResource;
  }

  /** How many files were named. */
  int count() {
    return files.size();
  }

  /** Whether standard input is among them. */
  boolean hasStandardInput() {
    return files.contains(Input.STANDARD_INPUT);
  }

  /**
   * The policy as a file says it; without one, everything is allowed.
   *
   * @throws ParameterException when it cannot be used
   */
  Policy policy() {
    if (allowed == null) {
      allowed = policy == null ? Policy.ALLOW_ALL : policy(policy);
    }
    return allowed;
  }

  /** With which the names of all specs begin; empty for none. */
  String specPrefix() {
    return EnvironmentVariable.SPEC_PREFIX.in(Main.variables(spec));
  }

  private Policy policy(Path file) {
    byte[] bytes = Input.readAll(spec.commandLine(), List.of(file.toString())).get(0).bytes();
    Policy.PolicyReading reading = Policy.parse(bytes);
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
