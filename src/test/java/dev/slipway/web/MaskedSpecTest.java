package dev.slipway.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whoever opens the page does not read what is in the environment of everybody's jobs. */
final class MaskedSpecTest {

  @Test
  void valuesOfTheEnvironmentAreHiddenAndEverythingElseStays() {
    assertEquals(
        Optional.of(
            """
            {
              "workerPoolSpecs": [
                {
                  "replicaCount": 1.0,
                  "containerSpec": {
                    "args": [
                      "--epochs=3"
                    ],
                    "env": [
                      {
                        "name": "DB_PASSWORD",
                        "value": "…"
                      },
                      "…"
                    ]
                  }
                }
              ],
              "labels": {
                "env": "prod",
                "none": null,
                "on": true
              }
            }
            """),
        MaskedSpec.of(
            """
            workerPoolSpecs:
            - replicaCount: 1.0
              containerSpec:
                args: [--epochs=3]
                env:
                - {name: DB_PASSWORD, value: hunter2}
                - DB_PASSWORD=hunter2
            labels: {env: prod, none: null, on: true}
            """));
  }

  @Test
  void ofAnEnvironmentInAnyOtherFormNoValueIsLeft() {
    assertEquals(
        Optional.of(
            """
            {
              "environment_variables": {
                "A": "…",
                "B": [
                  "…"
                ],
                "name": "…"
              },
              "env": "…"
            }
            """),
        MaskedSpec.of(
            "{\"environment_variables\": {\"A\": \"hunter2\", \"B\": [1], \"name\": \"hunter2\"},"
                + " \"env\": \"A=hunter2\"}"));
  }

  @Test
  void whatCannotBeReadIsHiddenAltogether() {
    assertEquals(Optional.empty(), MaskedSpec.of("{\"env\": hunter2"));
  }
}
