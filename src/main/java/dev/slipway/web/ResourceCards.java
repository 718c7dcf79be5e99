package dev.slipway.web;

import dev.slipway.dispatch.view.Overview.Pool;
import dev.slipway.dispatch.view.Overview.ResourceOverview;
import dev.slipway.dispatch.view.ResourceSnapshot.Holder;
import dev.slipway.pool.PersistentResource;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The persistent resources, each with its pools. */
final class ResourceCards {

  /** More are counted, not named. */
  private static final int MOST_HOLDERS = 8;

  private ResourceCards() {}

  static Html of(List<ResourceOverview> resources) {
    List<Html> cards = resources.stream().map(ResourceCards::card).toList();
    return Element.of(Tag.SECTION)
        .with(Attribute.ARIA_LABELLEDBY, "resources")
        .of(
            Element.of(Tag.H2).with(Attribute.ID, "resources").of("Persistent resources"),
            cards.isEmpty()
                ? Element.of(Tag.P, "nothing")
                    .of("There is none in this project and location, and nobody waits for one.")
                : Html.all(cards));
  }

  private static Html card(ResourceOverview resource) {
    List<Html> parts = new ArrayList<>();
    parts.add(
        Element.of(Tag.H3)
            .of(
                Element.of(Tag.BDI).of(resource.id()),
                Html.text(" "),
                Badge.ofResource(resource.resource().map(PersistentResource::state))));
    if (resource.resource().isEmpty()) {
      parts.add(
          ProblemList.problems(
              List.of(Problem.of(ProblemCode.RESOURCE_NOT_FOUND, "", "resource", resource.id()))));
    }
    resource.pools().stream().map(ResourceCards::pool).forEach(parts::add);
    return Element.of(Tag.DIV, "card").of(parts);
  }

  private static Html pool(Pool pool) {
    return Element.of(Tag.DIV, "pool")
        .of(
            Element.of(Tag.P, "pool-name")
                .of(
                    Element.of(Tag.SPAN, "id").of(pool.pool().id()),
                    Element.of(Tag.SPAN, "shape").of(pool.pool().shape().toString())),
            Element.of(Tag.DIV).of(PoolBar.of(pool), holders(pool.holders())));
  }

  /**
   * Somebody with all that his worker pools take of one pool.
   *
   * @param job full name of the job; empty when it is not known yet
   * @param spec name of the object; empty for what others launched
   */
  private record Who(String job, String spec, boolean running) {
    static Who of(Holder holder) {
      return new Who(holder.job(), holder.spec(), holder.counted().running());
    }
  }

  private static Html holders(List<Holder> holders) {
    Map<Who, Long> replicas = new LinkedHashMap<>();
    holders.forEach(
        holder -> replicas.merge(Who.of(holder), holder.counted().replicas(), Long::sum));
    List<Html> items = new ArrayList<>();
    replicas.entrySet().stream()
        .limit(MOST_HOLDERS)
        .map(each -> holder(each.getKey(), each.getValue()))
        .forEach(items::add);
    if (replicas.size() > MOST_HOLDERS) {
      items.add(
          Element.of(Tag.LI).of("and " + Pager.number(replicas.size() - MOST_HOLDERS) + " more"));
    }
    return items.isEmpty() ? Html.NOTHING : Element.of(Tag.UL, "holders").of(items);
  }

  private static Html holder(Who who, long replicas) {
    Html name =
        who.spec().isEmpty()
            ? NameLinks.console("job " + NameLinks.jobId(who.job()), who.job())
            : Element.of(Tag.BDI).of(NameLinks.shortened(who.spec()));
    return Element.of(Tag.LI)
        .of(
            name,
            Html.text((who.running() ? " uses " : " is about to use ") + Pager.number(replicas)));
  }
}
