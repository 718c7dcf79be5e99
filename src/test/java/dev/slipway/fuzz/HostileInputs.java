package dev.slipway.fuzz;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.spec.SpecParser;
import java.nio.charset.Charset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Documents as large as specs may be, each the worst of its kind. */
public final class HostileInputs {

  /** The specs that take most memory or processor time. */
  public static final List<String> WORST =
      List.of("comments of YAML", "openings of placeholders", "values that are warned of");

  private static final int LARGEST = SpecParser.LARGEST_BYTES;

  private static final String JOB =
      "{\"jobSpec\":{\"persistentResourceId\":\"training\",\"workerPoolSpecs\":[{\"machineSpec\":{"
          + "\"machineType\":\"n1-standard-4\"},\"replicaCount\":1,\"containerSpec\":{\"imageUri\":"
          + "\"us-docker.pkg.dev/p/r/i:1\"}}]}";

  private static final String POOLS = "{\"jobSpec\":{\"workerPoolSpecs\":[";

  private final Map<String, byte[]> inputs = new LinkedHashMap<>();

  private HostileInputs() {}

  /** Specs, by what they are. */
  public static Map<String, byte[]> specs() {
    HostileInputs made = new HostileInputs();
    made.nested();
    made.wide();
    made.lengthy();
    made.aliases();
    made.multiplied();
    made.backtracking();
    return made.inputs;
  }

  /** Policies, by what they are. */
  static Map<String, byte[]> policies() {
    HostileInputs made = new HostileInputs();
    made.rules();
    return made.inputs;
  }

  /** Events, by what they are. */
  static Map<String, byte[]> events() {
    HostileInputs made = new HostileInputs();
    made.messages();
    return made.inputs;
  }

  private void nested() {
    repeat("brackets", "", "[", "");
    repeat("closing brackets", "[", "]", "");
    repeat("objects in objects", "", "{\"a\":", "");
    repeat("brackets of YAML", "--- ", "[", "");
    repeat("braces of YAML", "--- ", "{a: ", "");
    repeat("lists in lists of YAML", "", "- ", "a");
    repeat("mappings in lists of YAML", "", "- a: \n ", "b");
    repeat("complex keys of YAML", "", "? ", "a");
    fill("ever deeper lines of YAML", i -> " ".repeat(i % 2000) + "a:\n");
  }

  private void wide() {
    repeat("the same name", "{\"jobSpec\":{}", ",\"a\":1", "}");
    fill("unknown names", "{\"jobSpec\":{}", i -> ",\"machineSpecification" + i + "\":1", "}");
    fill("labels", "{\"jobSpec\":{},\"labels\":{\"a\":\"b\"", i -> ",\"k" + i + "\":\"v\"", "}}");
    fill("unknown names of a spec", "{\"worker_pool_specs\":[]", i -> ",\"disp" + i + "\":1", "}");
    fill(
        "unknown arguments",
        "{\"worker_pool_specs\":[],\"display_name\":\"a\"",
        i -> ",\"disp" + i + "\":1",
        "}");
    repeat("nulls", "[null", ",null", "]");
    repeat("empty worker pools", "[{}", ",{}", "]");
    repeat(
        "worker pools",
        "[{}",
        ",{\"containerSpec\":{\"imageUri\":\"i\"},\"machineSpec\":{\"machineType\":\"n1\"}}",
        "]");
    repeat("wrong types", "[1", ",{\"machineSpec\":[],\"diskSpec\":2}", "]");
    fill("names of YAML", "jobSpec: {}\n", i -> "name" + i + ": 1\n", "");
    repeat("documents of YAML", "", "--- a\n", "");
    repeat("placeholders", "{\"jobSpec\":{\"network\":\"", "${a}", "\"}}");
    repeat("openings of placeholders", "{\"jobSpec\":{\"network\":\"", "{{$.", "\"}}");
    repeat("openings of shell placeholders", "{\"jobSpec\":{\"network\":\"", "${", "\"}}");
  }

  private void rules() {
    repeat("brackets", "", "[", "");
    repeat("images", "{\"images\":[\"a/\"", ",\"a:1/\"", "]}");
    repeat("unreadable images", "{\"images\":[1", ",\"\"", "]}");
    fill("teams", "{\"teams\":{\"a\":{}", i -> ",\"t" + i + "\":{}", "}}");
    fill("unknown keys", "{\"teams\":{}", i -> ",\"maxReplica" + i + "\":1", "}");
    fill("patterns", "{\"requiredLabels\":{\"a\":\"b\"", i -> ",\"k" + i + "\":\"(a*)*b\"", "}}");
    repeat("a number of many digits", "{\"maxReplicas\":1", "0", "}");
  }

  private void lengthy() {
    repeat("a number of many digits", "{\"replicaCount\":1", "0", "}");
    repeat(
        "a duration of many digits",
        "{\"jobSpec\":{\"scheduling\":{\"timeout\":\"1",
        "0",
        "s\"}}}");
    repeat("a fraction of many digits", "[{\"replicaCount\":1.", "0", "}]");
    put("a huge exponent", "[{\"replicaCount\":1e2147483647}]");
    put("a tiny exponent", "[{\"replicaCount\":1e-2147483648}]");
    put("an exponent beyond all", "[{\"diskSpec\":{\"bootDiskSizeGb\":1e99999999999}}]");
    put("a huge number of YAML", "workerPoolSpecs: [{replicaCount: 1e1000000000}]");
    repeat("digits of YAML", "workerPoolSpecs: [{replicaCount: ", "9", "}]");
    repeat("a long text", "{\"jobSpec\":{\"network\":\"", "a", "\"}}");
    repeat("a long name", "{\"", "a", "\":{}}");
    repeat("escapes", "{\"jobSpec\":{\"network\":\"", "\\u0000", "\"}}");
    repeat("lone surrogates", "{\"jobSpec\":{\"network\":\"", "\\ud800", "\"}}");
    repeat("typographic quotes", "{", "\u201ca\u201d:", "}");
    repeat("comments", "{", "// a\n", "}");
    repeat("openings of comments", "{", "/*", "");
    repeat("openings of texts", "{", "\"\n", "");
    repeat("hashes", "", "#", "\n");
    repeat("comments of YAML", "", "#\n", "a: 1\n");
    repeat("blanks", "", " ", "");
    repeat("line feeds", "", "\n", "");
    repeat("blanks of YAML", "a: b", " ", "\nc: d\n");
    repeat("a text of many lines of YAML", "a: \"", "\n", "\"\n");
    repeat("a block of YAML", "a: |\n", " b\n", "");
    repeat("tags of YAML", "", "%TAG !a! b\n", "---\n");
    repeat("colons", "", ":", "");
    repeat("apostrophes", "", "'", "");
    inputs.put("zeros", new byte[LARGEST]);
    inputs.put("too many bytes", new byte[LARGEST + 1]);
    encoded("UTF-16", UTF_16);
    encoded("UTF-32", Charset.forName("UTF-32"));
    repeat("byte order marks", "", "\ufeff", "{}");
  }

  private void aliases() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 60; i++) {
      String one = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s, %s, %s, %s, %s]\n".formatted(i, i, one, one, one, one, one));
    }
    put("a billion laughs", bomb.toString());
    repeat("aliases of nothing", "jobSpec: {}\na: &a {}\nb: [*a", ", *a", "]\n");
    repeat("aliases of names", "jobSpec: {}\n&a b: 1\nc: [{}", ", {*a : 1}", "]\n");
    fill("anchors", "[", i -> "&a" + i + " b, ", "]");
    fill("anchors of YAML", "--- [", i -> "&a" + i + " b, ", "]");
    put("an alias within itself", "&a {b: *a}\n");
    put("an alias of an alias", "a: &a b\nc: &c *a\n");
  }

  /** Little text that makes many problems, or long ones. */
  private void multiplied() {
    fill(
        "labels of Slipway's own",
        JOB + ",\"labels\":{\"a\":\"b\"",
        i -> ",\"slipway-A" + i + "\":\"\"",
        "}}");
    repeat("worker pools without a task", POOLS + "{}", ",{\"replicaCount\":1}", "]}}");
    repeat("empty worker pools of a job", POOLS + "{}", ",{}", "]}}");
    repeat("unknown names in worker pools", POOLS + "{}", ",{\"a\":1}", "]}}");
    fill("unknown names of a job spec", "{\"jobSpec\":{\"a\":1", i -> ",\"abc" + i + "\":1", "}}");
    repeat(
        "variables of bad names",
        POOLS + "{\"containerSpec\":{\"imageUri\":\"x\",\"env\":[{}",
        ",{\"name\":\"1\"}",
        "]}}]}}");
    tagBomb("a tag of a megabyte, again and again", 900_000, 9_000);
    tagBomb("a tag of a hundred kilobytes, again and again", 99_000, 150);
    repeat(
        "values of the wrong type",
        POOLS + "{}",
        ",{\"replicaCount\":\"" + "x".repeat(8_000) + "\"}",
        "]}}");
    repeat(
        "names of quotes in deep objects",
        "",
        ("{\"" + "\\\"".repeat(150) + "\":").repeat(60) + "1",
        "");
    repeat(
        "values that are warned of",
        POOLS + "{}",
        ",{\"machineSpec\":{\"machineType\":\"n1-standard-" + "9".repeat(500) + "\"}}",
        "]}}");
  }

  private void tagBomb(String name, int length, int tags) {
    StringBuilder text = new StringBuilder("%TAG !e! tag:" + "x".repeat(length) + ":\n---\nx:\n");
    for (int i = 0; i < tags; i++) {
      text.append("- !e!" + i + " y\n");
    }
    put(name, text.toString());
  }

  /** Values that some regular expression would try at each of their characters. */
  private void backtracking() {
    value("a resource ID", "persistentResourceId", "persistentResources/", "a", "/\\n");
    value("a network of slashes", "network", "projects/", "/", "");
    value("a network of projects", "network", "", "projects/a/global/", "");
    value("a TensorBoard of projects", "tensorboard", "", "projects/a/locations/", "");
    value("an account of blanks", "serviceAccount", "a", " ", "@");
    value("openings of names of documentation", "network", "", "YOUR_", "1");
    value("angle brackets", "network", "", "<a ", "");
    value("dollars", "network", "", "$A", "");
    pool("an image of dashes", "containerSpec", "imageUri", "a", "-a", "/");
    pool("an image of folders", "containerSpec", "imageUri", "a.b", "/a", ":");
    pool("a machine type of dashes", "machineSpec", "machineType", "ct1", "-1", "x");
    pool("a topology", "machineSpec", "tpuTopology", "1", "x1", "");
    pool("a command of words", "containerSpec", "command", "a", " a", "!");
    pool("variables of one text", "containerSpec", "env", "A=", "a", "\\n");
    repeat("almost a number of YAML", "replicaCount: 1", "1", "e");
    repeat("an octal number of YAML", "replicaCount: 0o", "7", "");
    repeat("braces in a line of YAML", "a: b: ", "{{a", "");
  }

  private void value(String name, String field, String before, String part, String after) {
    repeat(name, "{\"jobSpec\":{\"" + field + "\":\"" + before, part, after + "\"}}");
  }

  private void pool(
      String name, String spec, String field, String before, String part, String after) {
    repeat(
        name, POOLS + "{\"" + spec + "\":{\"" + field + "\":\"" + before, part, after + "\"}}]}}");
  }

  private void messages() {
    String type = "google.cloud.pubsub.topic.v1.messagePublished\n";
    String data = "{\"message\":{\"messageId\":\"1\",\"data\":\"";
    repeat("brackets in an event", type, "[", "");
    repeat("objects in an event", type, "{\"message\":", "");
    fill("attributes", type + "{\"message\":{\"attributes\":{", i -> "\"a" + i + "\":\"\",", "}}}");
    put("a spec of brackets in a message", type + data + base64("[".repeat(LARGEST / 2)) + "\"}}");
    repeat("a type without end", "", "a", "\n");
    repeat("brackets in an envelope", "{\"specversion\":\"1.0\",\"data\":", "[", "}");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private void put(String name, String text) {
    inputs.put(name, text.getBytes(UTF_8));
  }

  private void encoded(String name, Charset charset) {
    inputs.put(name, "{\"jobSpec\":{}}".repeat(1000).getBytes(charset));
  }

  private void repeat(String name, String before, String part, String after) {
    int room = LARGEST - before.getBytes(UTF_8).length - after.getBytes(UTF_8).length;
    put(name, before + part.repeat(room / part.getBytes(UTF_8).length) + after);
  }

  private void fill(String name, IntFunction<String> part) {
    fill(name, "", part, "");
  }

  private void fill(String name, String before, IntFunction<String> part, String after) {
    StringBuilder text = new StringBuilder(before);
    for (int i = 0; text.length() < LARGEST - after.length(); i++) {
      String next = part.apply(i);
      if (text.length() + next.length() + after.length() > LARGEST) {
        break;
      }
      text.append(next);
    }
    put(name, text + after);
  }
}
