package dev.slipway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version that pom.xml says, in a file that the build writes. */
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    try (InputStream text = VersionProvider.class.getResourceAsStream("version.txt")) {
      String version = new String(Objects.requireNonNull(text).readAllBytes(), UTF_8).strip();
      return new String[] {"slipway " + version};
    }
  }
}
