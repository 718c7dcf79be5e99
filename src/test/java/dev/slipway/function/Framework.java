package dev.slipway.function;

import java.io.File;
import java.util.List;

/** The Functions Framework that is put around the bundle, and how it is started. */
enum Framework {
  /**
   * As Cloud Functions does: the version of {@code defaultFrameworkVersion} in Google's buildpacks
   * (cmd/java/functions_framework/lib/lib.go), with the bundle in a class loader of its own.
   */
  CLOUD_FUNCTIONS,

  /** As the image of function/Dockerfile does: all on one class path. */
  CONTAINER;

  /** The arguments of the JVM that start it, without those that name the function. */
  List<String> arguments() {
    return switch (this) {
      case CLOUD_FUNCTIONS ->
          List.of(
              "-jar",
              "target/runtime/java-function-invoker-1.4.1.jar",
              "--classpath",
              "target/function/slipway-function.jar");
      case CONTAINER ->
          List.of(
              "-cp",
              String.join(
                  File.pathSeparator,
                  "target/cli/lib/java-function-invoker-2.0.0.jar",
                  "target/function/*",
                  "target/function/lib/*"),
              "com.google.cloud.functions.invoker.runner.Invoker");
    };
  }

  /** Whether a line of its output is Jetty's last before it takes requests. */
  boolean isReady(String line) {
    return line.contains(
        switch (this) {
          case CLOUD_FUNCTIONS -> "oejs.Server:main: Started @";
          case CONTAINER -> "Started oejs.Server@";
        });
  }
}
