package dev.slipway.web;

import com.google.gson.JsonParser;
import dev.slipway.contract.Contract;
import dev.slipway.contract.JsonNames;
import dev.slipway.problem.Problem;
import dev.slipway.problem.ProblemCode;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The fields of the status page's documents. */
class WebContractTest {

  private final FakeViews views = FakeViews.busy(3, 2).named("waits.json", "launched.json");

  @Test
  void statusPageFields() {
    Set<String> names = new TreeSet<>();
    views.note(Problem.of(ProblemCode.NO_POLICY, ""));
    collect(names, "/", "");
    collect(names, "/submission", "id=" + FakeViews.submission("waits.json").id());
    collect(names, "/nowhere", "");

    Contract.check("status-page", names);
  }

  private void collect(Set<String> names, String path, String query) {
    Request request = new Request("GET", path, Query.of(query + "&format=json"), "", "");
    String body = new Site(views, () -> FakeViews.NOON).answer(request).body();
    JsonNames.brief(JsonParser.parseString(body)).forEach(name -> names.add(path + " " + name));
  }
}
