package dev.slipway.web;

import dev.slipway.dispatch.model.RetryLater;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Status;
import dev.slipway.dispatch.port.StatusIndex;
import dev.slipway.dispatch.view.Overview;
import dev.slipway.dispatch.view.Overview.QueuedItem;
import dev.slipway.dispatch.view.SubmissionDetails;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All pages: what is asked for, made from what was seen. Answers whatever happens. */
public final class Site {

  static final String OVERVIEW = "/";
  static final String SUBMISSION = "/submission";

  private static final String JSON = "application/json";
  private static final String HTML = "text/html";

  private final Views views;
  private final Supplier<Instant> now;

  /**
   * @param views what pages are made of
   * @param now the time
   */
  public Site(Views views, Supplier<Instant> now) {
    this.views = views;
    this.now = now;
  }

  /** Answers a request. What cannot be seen now is told in a page of its own. */
  public Response answer(Request request) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Notice.response(
              405,
              "Only looking",
              request.method() + " is not known here: these pages change nothing",
              "Use GET or HEAD. Specs are uploaded to the spec bucket, and withdrawn by deleting"
                  + " them there.",
              request.wantsJson())
          .with("Allow", "GET, HEAD");
    }
    try {
      return found(request);
    } catch (RetryLater e) {
      return Notice.response(
              503,
              "It cannot be seen now",
              String.valueOf(e.getMessage()),
              "Reload the page in a minute: nothing is lost, and the queue goes on without it."
                  + " Where a permission is missing, the operator grants the page's service account"
                  + " reading the state bucket, aiplatform.persistentResources.list and"
                  + " aiplatform.customJobs.list.",
              request.wantsJson())
          .with("Retry-After", "30");
    }
  }

  /** What is answered when a bug of ours struck: no word of what it was. */
  public static Response broken(Request request) {
    return Notice.response(
        500,
        "A fault in Slipway",
        "this page could not be made",
        "The operator finds the fault in the log under slipway.page.failed; please report it. The"
            + " queue goes on without this page, and every status stands in the state bucket under"
            + " status/.",
        request.wantsJson());
  }

  private Response found(Request request) {
    Optional<Response> asset =
        Stream.of(Asset.values())
            .filter(each -> each.path().equals(request.path()))
            .findFirst()
            .map(each -> each.response().tagged(request));
    return asset.orElseGet(
        () ->
            switch (request.path()) {
              case OVERVIEW, "" -> overview(request);
              case SUBMISSION -> submission(request);
              default -> unknown(request);
            });
  }

  private Response overview(Request request) {
    Selection selection = Selection.of(views.overview(), request.query());
    Map<String, Status> told = views.told(selection.ended().rows());
    return (request.wantsJson()
            ? Response.of(200, JSON, JsonViews.overview(selection, told))
            : Response.of(200, HTML, OverviewPage.of(selection, told)))
        .tagged(request);
  }

  private Response submission(Request request) {
    Query query = request.query();
    String id = query.get("id");
    String object = query.get("object");
    if (id.isEmpty() && object.isEmpty()) {
      return unknown(request);
    }
    Optional<SubmissionDetails> dossier =
        id.isEmpty()
            ? views.byObject(query.get("bucket"), object)
            : views.byId(id).or(() -> listed(id));
    return dossier
        .map(this::current)
        .map(
            known ->
                request.wantsJson()
                    ? Response.of(200, JSON, JsonViews.submission(known, query))
                    : Response.of(200, HTML, SubmissionPage.of(known, query, now.get())))
        .map(response -> response.tagged(request))
        .orElseGet(() -> nobody(request, id.isEmpty() ? object : id));
  }

  /** One whose ending is no longer kept, or was never written, may still have a status. */
  private Optional<SubmissionDetails> listed(String id) {
    return views.overview().ended().stream()
        .filter(entry -> entry.id().equals(id))
        .map(StatusIndex.ListedStatus::name)
        .flatMap(
            name ->
                views
                    .told(
                        views.overview().ended().stream()
                            .filter(entry -> entry.name().equals(name))
                            .toList())
                    .values()
                    .stream())
        .map(status -> new SubmissionDetails(status, Optional.empty(), ""))
        .findFirst();
  }

  /** A status tells places and reasons as of the latest tick, an overview those of now. */
  private SubmissionDetails current(SubmissionDetails dossier) {
    if (dossier.status().state() != State.WAITING) {
      return dossier;
    }
    Overview overview = views.overview();
    return overview.waiting().stream()
        .filter(waits -> waits.entry().id().equals(dossier.status().submission().id()))
        .findFirst()
        .map(
            waits ->
                new SubmissionDetails(
                    merged(dossier.status(), waits), dossier.entry(), dossier.spec()))
        .orElse(dossier);
  }

  private static Status merged(Status told, QueuedItem waits) {
    Status seen = waits.status();
    return told.toBuilder()
        .warnings(
            Stream.concat(seen.warnings().stream(), told.warnings().stream()).distinct().toList())
        .waiting(seen.waiting())
        .build();
  }

  private static Response nobody(Request request, String name) {
    return Notice.response(
        404,
        "Nothing is known of it",
        "there is no record, no ending and no status of " + NameLinks.shortened(name),
        "It may not have been taken in yet: that takes a few seconds, and a few minutes where its"
            + " event was lost. Or it ended so long ago that its status is deleted. Is its name"
            + " spelled as in the bucket?",
        request.wantsJson());
  }

  private static Response unknown(Request request) {
    return Notice.response(
        404,
        "No such page",
        "there is nothing at " + NameLinks.shortened(request.path()),
        "The overview is at /, a submission at /submission?id=ID or /submission?object=NAME.",
        request.wantsJson());
  }
}
