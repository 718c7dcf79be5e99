package dev.slipway.web;

import dev.slipway.report.ConsoleLink;
import java.util.Optional;

/** Where something leads: within these pages, or to pages of Google's. Nowhere else. */
final class Link {

  /** The content of the page one is on. */
  static final Link MAIN = new Link("#main");

  private static final String GOOGLE = "https://cloud.google.com/";

  private final String address;

  private Link(String address) {
    this.address = address;
  }

  /** The overview, filtered. */
  static Link overview(Query query) {
    return new Link("/" + query.encoded());
  }

  /** One submission, whatever becomes of its object. */
  static Link submission(String id) {
    return new Link(Site.SUBMISSION + Query.NOTHING.with("id", id).encoded());
  }

  /** Whatever stands under an object's name now. */
  static Link object(String bucket, String object) {
    Query query = Query.NOTHING.with("bucket", bucket).with("object", object);
    return new Link(Site.SUBMISSION + query.encoded());
  }

  /** A page of these. */
  static Link page(String path, Query query) {
    return new Link(path + query.encoded());
  }

  /** The page of these, as JSON. */
  static Link json(String path, Query query) {
    return new Link(path + query.with(Query.FORMAT, "json").encoded());
  }

  /** Part of each page. */
  static Link asset(Asset asset) {
    return new Link(asset.path() + Query.NOTHING.with("v", asset.version()).encoded());
  }

  /** The console's page of a job; empty when that is no job's name. */
  static Optional<Link> console(String job) {
    return ConsoleLink.ofJob(job).map(Link::new);
  }

  /** A page of Google's documentation; empty for every other address. */
  static Optional<Link> documentation(String address) {
    return address.startsWith(GOOGLE) ? Optional.of(new Link(address)) : Optional.empty();
  }

  /** As it stands in markup, before it is escaped. */
  String address() {
    return address;
  }
}
