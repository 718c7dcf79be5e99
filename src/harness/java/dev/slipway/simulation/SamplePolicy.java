package dev.slipway.simulation;

import java.util.Optional;

/** A policy as an operator writes it, and what that means, worked out apart from the product. */
enum SamplePolicy {
  ALLOW_ALL("{}"),
  ONE_IMAGE("{\"images\": [\"us-docker.pkg.dev/p/images/\"]}") {
    @Override
    boolean allows(GeneratedSpec spec, String resource) {
      return spec.image().equals(GeneratedSpec.USUAL_IMAGE);
    }
  },
  FEW_REPLICAS("{\"maxReplicas\": 2}") {
    @Override
    boolean allows(GeneratedSpec spec, String resource) {
      return spec.replicas() <= 2;
    }
  },
  ONE_RESOURCE("{\"persistentResources\": [\"" + Scenario.RESOURCES.get(0) + "\"]}") {
    @Override
    boolean allows(GeneratedSpec spec, String resource) {
      return resource.equals(Scenario.RESOURCES.get(0));
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
    boolean allows(GeneratedSpec spec, String resource) {
      return false;
    }
  },
  MISSING("") {
    @Override
    boolean allows(GeneratedSpec spec, String resource) {
      return false;
    }
  };

  private final String document;

  SamplePolicy(String document) {
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

  /** Whether a job may come of a spec on a persistent resource. */
  boolean allows(GeneratedSpec spec, String resource) {
    return true;
  }

  /** What it grants of a priority. */
  int grants(int asked) {
    return asked;
  }
}
