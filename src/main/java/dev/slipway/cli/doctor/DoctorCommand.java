package dev.slipway.cli.doctor;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.slipway.cli.Deployment;
import dev.slipway.cli.DeploymentOption;
import dev.slipway.cli.Main;
import dev.slipway.cli.OutputFormat;
import dev.slipway.cli.Paint;
import dev.slipway.report.ShownJson;
import dev.slipway.wiring.EnvironmentVariable;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a deployment. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a deployment, by your own credentials, and says what to do about each thing that is"
          + " wrong: buckets, your rights, the last tick, clocks, the queue, policy, persistent"
          + " resources, job filters. Changes nothing.",
      "What it cannot ask it says: triggers, the clock's job, and what the launcher's account may"
          + " do.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 nothing is wrong, 1 something is, 69 nothing answers.",
      "",
      "Examples:",
      "  slipway doctor",
      "  slipway doctor --project my-project --location us-central1"
    })
public final class DoctorCommand implements Callable<Integer> {

  private static final int SOMETHING_IS_WRONG = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = "--policy",
      paramLabel = "ADDRESS",
      description =
          "Where the policy is: gs://BUCKET/OBJECT (default: SLIPWAY_POLICY, or where Terraform"
              + " puts it).")
  private @Nullable String policy;

  @Mixin private DeploymentOption option;
  @Mixin private OutputFormat output;

  @Override
  public Integer call() {
    try (Deployment deployment = option.deployment()) {
      String address =
          policy == null ? EnvironmentVariable.POLICY.in(Main.variables(spec)) : policy;
      List<Finding> findings =
          new Checkup(deployment, address.strip(), InstantSource.system()).findings();
      PrintWriter out = spec.commandLine().getOut();
      out.print(output.isJson() ? json(deployment, findings) : text(deployment, findings));
      out.flush();
      return wrong(findings) == 0 ? 0 : SOMETHING_IS_WRONG;
    }
  }

  private static long wrong(List<Finding> findings) {
    return count(findings, Finding.Mark.WRONG);
  }

  private static long count(List<Finding> findings, Finding.Mark mark) {
    return findings.stream().filter(finding -> finding.mark() == mark).count();
  }

  private static String text(Deployment deployment, List<Finding> findings) {
    int width = findings.stream().mapToInt(finding -> finding.check().length()).max().orElse(0);
    StringBuilder text = new StringBuilder(deployment.where()).append('\n');
    for (Finding finding : findings) {
      text.append(finding.mark().sign()).append(' ').append(finding.check());
      text.append(" ".repeat(width - finding.check().length() + 2));
      String indent = " ".repeat(width + 4);
      text.append(finding.fact().replace("\n", "\n" + indent)).append('\n');
      if (!finding.advice().isEmpty()) {
        text.append(indent).append(finding.advice()).append('\n');
      }
    }
    text.append(
        "%d right, %d wrong, %d not known\n"
            .formatted(
                count(findings, Finding.Mark.RIGHT),
                wrong(findings),
                count(findings, Finding.Mark.UNKNOWN)));
    return Paint.asAsked().marks(text.toString());
  }

  private static String json(Deployment deployment, List<Finding> findings) {
    JsonObject document = new JsonObject();
    document.addProperty("schemaVersion", 1);
    document.addProperty("project", deployment.address().project());
    document.addProperty("location", deployment.address().location());
    document.addProperty("specBucket", deployment.address().specs().bucket());
    document.addProperty("stateBucket", deployment.address().stateBucket());
    JsonArray checks = new JsonArray();
    for (Finding finding : findings) {
      JsonObject check = new JsonObject();
      check.addProperty("check", finding.check());
      check.addProperty("result", finding.mark().name());
      check.addProperty("fact", finding.fact());
      if (!finding.advice().isEmpty()) {
        check.addProperty("advice", finding.advice());
      }
      checks.add(check);
    }
    document.add("checks", checks);
    return ShownJson.of(document);
  }
}
