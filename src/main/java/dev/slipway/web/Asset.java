package dev.slipway.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What each page fetches besides itself; part of the jar. */
enum Asset {
  STYLE("style.css", "text/css"),
  REFRESH("refresh.js", "text/javascript"),
  ICON("icon.svg", "image/svg+xml");

  private final String file;
  private final String type;
  private final String content;

  Asset(String file, String type) {
    this.file = file;
    this.type = type;
    this.content = read(file);
  }

  /** Its path on this site. */
  String path() {
    return "/" + file;
  }

  /** Another one for another content. */
  String version() {
    return Response.digest(content);
  }

  /** The asset itself. */
  Response response() {
    return Response.of(200, type, content).with("Cache-Control", "private, max-age=86400");
  }

  private static String read(String file) {
    try (InputStream source = Asset.class.getResourceAsStream(file)) {
      if (source == null) {
        throw new IllegalStateException(file + " is missing from the jar");
      }
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
