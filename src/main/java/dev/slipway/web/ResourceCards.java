package dev.slipway.web;

import dev.slipway.dispatch.Overview.OfResource;
import dev.slipway.dispatch.Overview.Pool;
import dev.slipway.dispatch.Sight.Holder;
import dev.slipway.pool.PersistentResource;
import dev.slipway.spec.Problem;
import dev.slipway.spec.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** The persistent resources, each with its pools. */
final class ResourceCards {

  /** More are counted, not named. */
  private static final int MOST_HOLDERS = 8;

  private ResourceCards() {}

  static Html of(List<OfResource> resources) {
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

  private static Html card(OfResource resource) {
    List<Html> parts = new ArrayList<>();
    parts.add(
        Element.of(Tag.H3)
            .of(
                Element.of(Tag.BDI).of(resource.id()),
                Html.text(" "),
                Chip.ofResource(resource.resource().map(PersistentResource::state))));
    if (resource.resource().isEmpty()) {
      parts.add(
          Prose.problems(
              List.of(
                  Problem.of(
                      ProblemCode.RESOURCE_NOT_FOUND, "", "resource", resource.id()))));
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

  private static Html holders(List<Holder> holders) {
    if (holders.isEmpty()) {
      return Html.NOTHING;
    }
    List<Html> items = new ArrayList<>();
    holders.stream().limit(MOST_HOLDERS).map(ResourceCards::holder).forEach(items::add);
    if (holders.size() > MOST_HOLDERS) {
      items.add(
          Element.of(Tag.LI)
              .of("and " + Pager.number(holders.size() - MOST_HOLDERS) + " more"));
    }
    return Element.of(Tag.UL, "holders").of(items);
  }

  private static Html holder(Holder holder) {
    String job = holder.job().substring(holder.job().lastIndexOf('/') + 1);
    Html name =
        holder.spec().isEmpty()
            ? Names.console("job " + job, holder.job())
            : Element.of(Tag.BDI).of(Names.shortened(holder.spec()));
    return Element.of(Tag.LI)
        .of(
            name,
            Html.text(
                (holder.counted().running() ? " uses " : " is about to use ")
                    + Pager.number(holder.counted().replicas())));
  }
}
