package dev.slipway.simulation;

import java.util.Optional;

/** A policy as an operator writes it, and what that means, worked out apart from the product. */
enum PolicyInForce {
  ALLOW_ALL("{}"),
  ONE_IMAGE("{\"images\": [\"us-docker.pkg.dev/p/images/\"]}") {
    @Override
    boolean allows(SpecText spec) {
      return spec.image().equals(SpecText.USUAL_IMAGE);
    }
  },
  FEW_REPLICAS("{\"maxReplicas\": 2}") {
    @Override
    boolean allows(SpecText spec) {
      return spec.replicas() <= 2;
    }
  },
  LOW_PRIORITIES("{\"maxPriority\": 1}") {
    @Override
    int grants(int asked) {
      return Math.min(asked, 1);
    }
  },
  WRONG("{\"maxReplica\": 2}") {
    @Override
    boolean allows(SpecText spec) {
      return false;
    }
  },
  MISSING("") {
    @Override
    boolean allows(SpecText spec) {
      return false;
    }
  };

  private final String document;

  PolicyInForce(String document) {
    this.document = document;
  }

  /** What stands in the bucket; empty for nothing. */
  Optional<String> document() {
    return Optional.of(document).filter(text -> !text.isEmpty());
  }

  /** Whether it can be used: what cannot allows nothing, and forbids nobody to wait. */
  boolean isReadable() {
    return this != WRONG && this != MISSING;
  }

  /** Whether a job may come of a spec. */
  boolean allows(SpecText spec) {
    return true;
  }

  /** What it grants of a priority. */
  int grants(int asked) {
    return asked;
  }
}
