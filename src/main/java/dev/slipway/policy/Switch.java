package dev.slipway.policy;

import java.util.Arrays;
import java.util.List;

/** A rule that is on or off. */
enum Switch {
  /** Whether a job must name a service account. */
  ACCOUNT_REQUIRED("serviceAccountRequired"),
  /** Whether a job must name a Cloud KMS key. */
  KMS_KEY_REQUIRED("kmsKeyRequired"),
  /** Whether a job may open a shell in its containers to people. */
  WEB_ACCESS("webAccess"),
  /** Whether a job may open a dashboard of its containers to people. */
  DASHBOARD_ACCESS("dashboardAccess");

  private final String key;

  Switch(String key) {
    this.key = key;
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Switch::key).toList();
  }

  String key() {
    return key;
  }
}
