package dev.slipway.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamedContentTest {

  /** {@code printf '{}' | sha256sum}. */
  private static final String EMPTY_POLICY =
      "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

  @Test
  void aNameWithAHashPinsItsContent() {
    NamedContent named = NamedContent.of("policy/" + EMPTY_POLICY + ".json");

    assertEquals(Optional.empty(), named.whyNot("{}".getBytes(UTF_8)));
    assertEquals(
        Optional.of(
            "holds other bytes than its name says: their SHA-256 is"
                + " ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356; put the"
                + " policy back, or write this one under its own name"),
        named.whyNot("{}\n".getBytes(UTF_8)));
  }

  @Test
  void otherNamesTellNothing() {
    Stream.of("policy.json", "policy/1f.json", "policy/" + EMPTY_POLICY + "0.json", "")
        .forEach(name -> assertEquals(NamedContent.ANY, NamedContent.of(name), name));
    assertEquals(Optional.empty(), NamedContent.ANY.whyNot("{}".getBytes(UTF_8)));
  }
}
