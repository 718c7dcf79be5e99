package dev.slipway.vertex.tools;

import com.google.cloud.aiplatform.v1.PersistentResource;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.slipway.problem.ProblemCode;
import dev.slipway.report.Wording;
import dev.slipway.spec.Json;
import dev.slipway.spec.SpecParser;
import dev.slipway.spec.Tree;
import dev.slipway.text.Patterns;
import dev.slipway.vertex.VertexResources;
import dev.slipway.vertex.schema.JsonText;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A persistent resource from a document of the API's own form, as {@code gcloud ai
 * persistent-resources describe} prints it with {@code --format=json}, or in YAML.
 *
 * @param resource with {@code usedReplicaCount} as the document has it
 * @param location where it is, by its full name; empty when the document has only an ID
 */
public record ResourceDocument(dev.slipway.pool.PersistentResource resource, String location) {

  private static final Pattern NAME =
      Pattern.compile("projects/[^/]+/locations/([^/]+)/persistentResources/[^/]+");

  /**
   * Reads a document, strictly.
   *
   * @throws IllegalArgumentException when it is no such document: what is wrong, without the
   *     document's name
   */
  public static ResourceDocument parse(byte[] bytes) {
    PersistentResource message = message(object(SpecParser.parseTree(bytes)));
    if (message.getName().isEmpty() || message.getResourcePoolsCount() == 0) {
      throw new IllegalArgumentException(
          "it has no " + (message.getName().isEmpty() ? "name" : "resourcePools"));
    }
    return new ResourceDocument(
        VertexResources.described(message),
        Patterns.match(NAME, message.getName()).map(name -> name.group(1)).orElse(""));
  }

  private static Json.Obj object(Tree tree) {
    if (tree.problems().stream().anyMatch(known -> known.code() == ProblemCode.SEVERAL_SPECS)) {
      throw new IllegalArgumentException(
          "it holds more than one persistent resource; keep one of them");
    }
    if (!tree.problems().isEmpty()) {
      throw new IllegalArgumentException(
          String.join("; ", tree.problems().stream().map(Wording::line).toList()));
    }
    Json root = tree.root().orElseThrow();
    if (root instanceof Json.Arr list && list.items().size() == 1) {
      root = list.items().get(0);
    }
    if (root instanceof Json.Obj object) {
      return object;
    }
    throw new IllegalArgumentException("it is " + count(root) + ", not one persistent resource");
  }

  private static String count(Json root) {
    return root instanceof Json.Arr list ? "a list of " + list.items().size() : root.kind();
  }

  /** An enum's value that this version does not know would look like any other: it is refused. */
  private static PersistentResource message(Json.Obj object) {
    PersistentResource.Builder message = PersistentResource.newBuilder();
    try {
      JsonFormat.parser().merge(JsonText.of(object), message);
    } catch (InvalidProtocolBufferException e) {
      List<String> lines = String.valueOf(e.getMessage()).lines().toList();
      throw new IllegalArgumentException("it is no persistent resource: " + lines.get(0), e);
    }
    return message.build();
  }
}
