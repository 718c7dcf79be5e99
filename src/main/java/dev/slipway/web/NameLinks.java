package dev.slipway.web;

import dev.slipway.dispatch.model.Submission;
import dev.slipway.dispatch.port.StatusIndex;

/** What submissions and jobs are called, as links. */
final class NameLinks {

  /** More of a name is left out of lists; the submission's own page has all of it. */
  private static final int LONGEST = 160;

  private NameLinks() {}

  /** A submission, by its ID: the link stays good whatever is uploaded under its name. */
  static Html of(Submission submission) {
    return submission(submission.id(), label(submission.bucket(), submission.object()));
  }

  /** The same of one that was listed. */
  static Html of(StatusIndex.ListedStatus entry) {
    return submission(entry.id(), label(entry.bucket(), entry.object()));
  }

  private static String label(String bucket, String object) {
    String name = object.isEmpty() ? "a long name" : object;
    return bucket.equals(Submission.PUBSUB) ? "message " + name : name;
  }

  private static Html submission(String id, String label) {
    return Element.of(Tag.A, "name")
        .with(Attribute.ID, "to-" + id)
        .to(Link.submission(id))
        .of(Element.of(Tag.BDI).of(shortened(label)));
  }

  /** A link to the console's page of a job, or just the text when there is none. */
  static Html console(String text, String job) {
    return Link.console(job)
        .map(link -> Element.of(Tag.A).to(link).of(text))
        .orElseGet(() -> Html.text(text));
  }

  /** The job itself, by the last part of its name. */
  static Html job(String job) {
    return job.isEmpty()
        ? Element.of(Tag.SPAN, "muted").of("not known yet")
        : console(jobId(job), job);
  }

  /** The last part of a job's name. */
  static String jobId(String job) {
    return job.substring(job.lastIndexOf('/') + 1);
  }

  /** A text that is no longer than fits a list. */
  static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
