package dev.slipway.web;

import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.model.Transition;
import dev.slipway.dispatch.view.SubmissionDetails;
import dev.slipway.problem.Problem;
import dev.slipway.report.StatusText;
import dev.slipway.spec.Format;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Everything about one submission. */
final class SubmissionPage {

  /** More of a spec is left out. */
  private static final int LONGEST_SPEC = 64 << 10;

  private SubmissionPage() {}

  static String of(SubmissionDetails dossier, Query query, Instant now) {
    Status status = dossier.status();
    List<Html> main = new ArrayList<>();
    main.add(
        Element.of(Tag.H1)
            .of(
                Element.of(Tag.BDI).of(status.submission().object()),
                Html.text(" "),
                Badge.of(status.state())));
    main.add(Element.of(Tag.DIV, "card").of(facts(dossier, RelativeTime.minute(now))));
    main.add(problems("why", StatusText.whyTitle(status.state()), status.problems()));
    status
        .waiting()
        .map(waiting -> problems("waits", "Waits because", waiting.reasons()))
        .ifPresent(main::add);
    main.add(problems("warnings", "Look at", status.warnings()));
    main.add(placements(status));
    main.add(history(status));
    main.add(earlier(status));
    main.add(spec(dossier.spec(), query));
    return PageLayout.page(status.submission().object(), Site.SUBMISSION, query, now, main);
  }

  private static Html facts(SubmissionDetails dossier, Instant now) {
    Status status = dossier.status();
    Submission submission = status.submission();
    DefinitionList facts = new DefinitionList();
    facts.add("Spec", submission.toString());
    facts.add("Since", Html.all(RelativeTime.at(status.since()), ago(status.since(), now)));
    status
        .waiting()
        .filter(waiting -> waiting.position() > 0)
        .ifPresent(
            waiting ->
                facts.add(
                    "Place", Pager.number(waiting.position()) + " in the queue of the resource"));
    facts.add("Resource", status.resource());
    dossier
        .entry()
        .ifPresent(
            entry -> {
              facts.add("Priority", Integer.toString(entry.request().priority()));
              facts.add("Uploaded", RelativeTime.at(entry.request().arrival()));
            });
    if (!status.job().isEmpty()) {
      facts.add("Job", status.job());
    }
    Link.console(status.job())
        .ifPresent(
            link -> facts.add("Console", Element.of(Tag.A).to(link).of("The job in the console")));
    status.format().map(Format::text).ifPresent(text -> facts.add("Format", text));
    facts.add("ID", submission.id());
    facts.add("Links", links(submission));
    return facts.list();
  }

  private static Html ago(Instant then, Instant now) {
    return Html.all(Html.text(", for "), Element.of(Tag.SPAN).of(RelativeTime.since(then, now)));
  }

  private static Html links(Submission submission) {
    return Html.all(
        Element.of(Tag.A).to(Link.submission(submission.id())).of("This submission"),
        Html.text(" · "),
        Element.of(Tag.A)
            .to(Link.object(submission.bucket(), submission.object()))
            .of("Whatever stands under this name"));
  }

  private static Html problems(String id, String heading, List<Problem> problems) {
    return problems.isEmpty() ? Html.NOTHING : section(id, heading, ProblemList.problems(problems));
  }

  private static Html placements(Status status) {
    if (status.placements().isEmpty()) {
      return Html.NOTHING;
    }
    Grid grid = new Grid("Worker pool", "Resource pool", "Replicas");
    for (Status.Placement placement : status.placements()) {
      grid.row(
          Element.of(Tag.CODE).of(placement.where()),
          Html.text(placement.pool()),
          Html.text(Pager.number(placement.replicas())));
    }
    return section("placement", "Placement", grid.labelledBy("placement"));
  }

  private static Html history(Status status) {
    List<Html> steps = new ArrayList<>();
    for (Transition step : status.history()) {
      steps.add(
          Element.of(Tag.LI)
              .of(Badge.of(step.state()), Html.text(" "), RelativeTime.at(step.at())));
    }
    return steps.isEmpty()
        ? Html.NOTHING
        : section("history", "Timeline", Element.of(Tag.OL, "timeline").of(steps));
  }

  private static Html earlier(Status status) {
    if (status.earlier().isEmpty()) {
      return Html.NOTHING;
    }
    Grid grid = new Grid("State", "Generation", "Job");
    for (Status.Earlier earlier : status.earlier()) {
      grid.row(
          Badge.of(earlier.state()),
          Element.of(Tag.A).to(Link.submission(earlier.id())).of(earlier.generation()),
          NameLinks.job(earlier.job()));
    }
    return section(
        "earlier", "Earlier generations that have not ended", grid.labelledBy("earlier"));
  }

  private static Html spec(String spec, Query query) {
    if (spec.isEmpty()) {
      return section(
          "spec", "The spec", nothing("Its text was not kept: it was too large, or never read."));
    }
    if (MaskedSpec.isAskedFor(query)) {
      return section("spec", "The spec as uploaded", text(spec));
    }
    Html masked =
        MaskedSpec.of(spec)
            .map(SubmissionPage::text)
            .orElseGet(
                () -> nothing("It cannot be read, so that nothing tells values from the rest."));
    Html asking =
        Element.of(Tag.P, "note")
            .of(
                Html.text("Values of environment variables are left out. "),
                Element.of(Tag.A)
                    .to(Link.page(Site.SUBMISSION, MaskedSpec.asking(query)))
                    .of("Show the spec as uploaded"));
    return section("spec", "The spec, without values of its environment", Html.all(masked, asking));
  }

  private static Html nothing(String why) {
    return Element.of(Tag.P, "nothing").of(why);
  }

  private static Html text(String spec) {
    Html text =
        Element.of(Tag.PRE)
            .with(Attribute.TABINDEX, "0")
            .of(Html.lines(spec.substring(0, Math.min(spec.length(), LONGEST_SPEC))));
    return spec.length() > LONGEST_SPEC
        ? Html.all(
            text,
            Element.of(Tag.P, "note").of("The rest is left out here; the JSON has all of it."))
        : text;
  }

  private static Html section(String id, String heading, Html content) {
    return Element.of(Tag.SECTION)
        .with(Attribute.ARIA_LABELLEDBY, id)
        .of(Element.of(Tag.H2).with(Attribute.ID, id).of(heading), content);
  }
}
