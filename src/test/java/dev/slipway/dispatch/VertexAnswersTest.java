package dev.slipway.dispatch;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.slipway.CaseFiles;
import dev.slipway.dispatch.model.Creation;
import dev.slipway.dispatch.model.State;
import dev.slipway.dispatch.model.Submission;
import dev.slipway.report.StatusText;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users are told when no check of ours could have helped. Beside what Vertex AI says under
 * {@code answers/}, be it to the call ({@code refusal}) or when the job {@code ends}, stands {@code
 * NAME.txt}: the whole status a minute later.
 */
public class VertexAnswersTest {

  private static final CaseFiles CASES = CaseFiles.in("dispatch/answers");

  public static List<String> answers() {
    return CASES.documents();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void itIsToldWithWhatToDo(String name) throws IOException {
    JsonObject answer =
        JsonParser.parseString(Files.readString(CASES.file(name))).getAsJsonObject();
    String message = answer.get("message").getAsString();
    World world = new World();
    Instance slipway = world.start();
    Submission spec = world.upload("team/job.json", spec(answer));
    if (answer.has("refusal")) {
      Creation.Refusal refusal = Creation.Refusal.valueOf(answer.get("refusal").getAsString());
      world.jobs().refuse(refusal, answer.get("code").getAsString(), message);
    }

    slipway.hear(spec);
    if (answer.has("ends")) {
      State end = State.valueOf(answer.get("ends").getAsString());
      world.jobs().become(world.jobs().all().get(0).name(), end, message);
    }
    world.time().pass(Duration.ofSeconds(50));
    slipway.tick();

    CASES.assertTold(name, StatusText.of(world.status(spec)));
  }

  private static String spec(JsonObject answer) {
    String spec = SpecTexts.spec("job", 1);
    return answer.has("serviceAccount")
        ? spec.replace(
            "\"jobSpec\": {",
            "\"jobSpec\": {\"serviceAccount\": " + answer.get("serviceAccount") + ",")
        : spec;
  }
}
