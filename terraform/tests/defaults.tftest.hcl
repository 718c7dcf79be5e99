# What comes of nothing but the required variables.

# No project is asked, no credentials are needed.
mock_provider "google" {}
mock_provider "google-beta" {}
mock_provider "time" {}

variables {
  project_id = "my-project"
  location   = "us-central1"
  bundle     = "tests/bundle.txt"
}

run "the_function_runs_from_the_bundle" {
  command = plan

  assert {
    condition     = google_cloudfunctions2_function.launcher[0].build_config[0].runtime == "java25"
    error_message = "The default runtime is Java 25."
  }
  assert {
    condition     = google_cloudfunctions2_function.launcher[0].build_config[0].entry_point == "dev.slipway.function.PushFunction" && length(google_cloudfunctions2_function.launcher[0].event_trigger) == 0
    error_message = "The entry point takes pushes, and needs no trigger."
  }
  assert {
    condition     = google_cloudfunctions2_function.launcher[0].service_config[0].ingress_settings == "ALLOW_INTERNAL_ONLY"
    error_message = "Nobody from outside may post events."
  }
  assert {
    condition     = google_storage_bucket_object.bundle[0].name == "slipway-function-${substr(filesha256("tests/bundle.txt"), 0, 16)}.zip"
    error_message = "The bundle is named by its content, so that another one is deployed."
  }
  assert {
    condition     = length(google_cloud_run_v2_service.launcher) == 0 && length(google_cloudfunctions2_function.status_page) == 0
    error_message = "Neither a container nor the status page is deployed unasked."
  }
}

run "the_function_gets_the_variables_it_requires" {
  command = plan

  assert {
    condition = google_cloudfunctions2_function.launcher[0].service_config[0].environment_variables == tomap({
      SLIPWAY_PROJECT      = "my-project"
      SLIPWAY_LOCATION     = "us-central1"
      SLIPWAY_SPEC_BUCKET  = "my-project-slipway-specs"
      SLIPWAY_STATE_BUCKET = "my-project-slipway-state"
      SLIPWAY_TAKE_AT_MOST = "P7D"
      SLIPWAY_TICKS_FROM   = "projects/my-project/topics/slipway-ticks,projects/my-project/subscriptions/slipway-ticks"
      JAVA_TOOL_OPTIONS    = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=60 -XX:InitialRAMPercentage=10 -XX:MetaspaceSize=96m -XX:+ExitOnOutOfMemoryError -Dslf4j.internal.verbosity=ERROR --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
    })
    error_message = "What is required is set, and nothing that was not asked for."
  }
}

run "buckets_are_private_and_keep_what_slipway_remembers" {
  command = plan

  assert {
    condition = alltrue([
      for bucket in [google_storage_bucket.specs, google_storage_bucket.state, google_storage_bucket.source[0]] :
      bucket.uniform_bucket_level_access && bucket.public_access_prevention == "enforced"
    ])
    error_message = "Every bucket has uniform access and prevents public access."
  }
  assert {
    condition     = google_storage_bucket.specs.force_destroy == false && google_storage_bucket.state.force_destroy == false
    error_message = "Data are not destroyed unasked."
  }
  assert {
    condition = {
      for rule in google_storage_bucket.state.lifecycle_rule :
      one(one(rule.condition).matches_prefix) => one(rule.condition).age
    } == { "done/" = 30, "status/" = 30, "leases/" = 30, "control/cancel/" = 30, "attempts/" = 30, "unreadable/" = 7, "status/_unreadable/" = 1 }
    error_message = "Endings, statuses, leases, requests to cancel, attempts and unreadable events go by age, and nothing else."
  }
  assert {
    condition     = length(google_storage_bucket.specs.lifecycle_rule) == 0
    error_message = "No rule deletes specs: that would withdraw them."
  }
  assert {
    condition     = google_storage_bucket_object.since.name == "control/since" && can(formatdate("YYYY", google_storage_bucket_object.since.content))
    error_message = "control/since holds the time of the first apply."
  }
}

run "a_tick_comes_each_minute" {
  command = plan

  assert {
    condition     = google_cloud_scheduler_job.tick.schedule == "* * * * *"
    error_message = "The clock ticks each minute."
  }
  assert {
    condition     = google_cloud_scheduler_job.tick.pubsub_target[0].attributes == tomap({ slipway = "tick" })
    error_message = "A tick is told by its attribute."
  }
  assert {
    condition     = google_pubsub_topic.ticks.name == "slipway-ticks" && google_pubsub_topic.automation.name == "slipway-automation"
    error_message = "Ticks have a topic of their own, to which nobody is granted to publish."
  }
}

run "uploads_and_deletions_are_told_to_a_topic" {
  command = plan

  assert {
    condition     = google_storage_notification.uploads.event_types == toset(["OBJECT_FINALIZE", "OBJECT_DELETE", "OBJECT_ARCHIVE"]) && google_storage_notification.uploads.bucket == "my-project-slipway-specs"
    error_message = "Whatever happens to a spec is told."
  }
  assert {
    condition     = google_storage_notification.uploads.object_name_prefix == null
    error_message = "Without a prefix of specs, of all objects."
  }
  assert {
    condition     = length(google_storage_notification.specs) == 0
    error_message = "The spec bucket notifies the topic of published specs only if asked to."
  }
}

run "each_topic_is_pushed_to_the_launcher" {
  command = plan

  assert {
    condition     = { for topic, push in google_pubsub_subscription.push : topic => push.name } == { automation = "slipway-automation", ticks = "slipway-ticks", uploads = "slipway-uploads" }
    error_message = "Each topic has one subscription."
  }
  assert {
    condition = alltrue([
      for push in google_pubsub_subscription.push :
      push.ack_deadline_seconds == 600 && push.expiration_policy[0].ttl == "" &&
      push.retry_policy[0].minimum_backoff == "10s" && push.retry_policy[0].maximum_backoff == "600s"
    ])
    error_message = "A pass has the time that it takes, what failed is tried again, and nothing expires."
  }
  assert {
    condition     = alltrue([for push in google_pubsub_subscription.push : length(push.push_config[0].oidc_token) == 1 && length(push.push_config[0].no_wrapper) == 0])
    error_message = "A push is signed, and comes with its attributes, in the envelope that the function reads."
  }
  assert {
    condition     = google_cloudfunctions2_function.launcher[0].service_config[0].timeout_seconds < google_pubsub_subscription.push["uploads"].ack_deadline_seconds
    error_message = "A request is over before its event is delivered again."
  }
}

run "what_is_delivered_in_vain_is_kept" {
  command = plan

  assert {
    condition     = { for topic, push in google_pubsub_subscription.push : topic => try(push.dead_letter_policy[0].max_delivery_attempts, 0) } == { automation = 100, ticks = 0, uploads = 100 }
    error_message = "A dead letter is made late, and of no tick."
  }
  assert {
    condition     = { for topic, push in google_pubsub_subscription.push : topic => push.message_retention_duration } == { automation = "604800s", ticks = "600s", uploads = "604800s" }
    error_message = "What is sent back is kept for a week; ticks do not pile up."
  }
  assert {
    condition     = google_pubsub_subscription.dead_letters.message_retention_duration == "2678400s" && google_pubsub_subscription.dead_letters.expiration_policy[0].ttl == "" && length(google_pubsub_subscription.dead_letters.push_config) == 0
    error_message = "Dead letters wait a month for a person."
  }
  assert {
    condition     = google_pubsub_topic.automation.message_retention_duration == "604800s"
    error_message = "Published specs can be delivered again by a seek."
  }
}

run "statuses_are_told_to_the_outcomes_topic" {
  command = plan

  assert {
    condition     = google_storage_notification.outcomes.object_name_prefix == "status/" && google_storage_notification.outcomes.event_types == toset(["OBJECT_FINALIZE"])
    error_message = "Each status that is written is told, and nothing else of the state bucket."
  }
}

run "every_alert_says_what_to_do" {
  command = plan

  assert {
    condition     = keys(google_monitoring_alert_policy.alert) == ["dead_letters", "errors", "expired", "no_tick", "passes", "stuck", "undelivered"]
    error_message = "There is an alert for each of these."
  }
  assert {
    condition     = alltrue([for alert in google_monitoring_alert_policy.alert : length(alert.documentation[0].content) > 200])
    error_message = "An alert without words is noise."
  }
  assert {
    condition = google_monitoring_alert_policy.alert["no_tick"].conditions[0].condition_prometheus_query_language[0].duration == "900s" && strcontains(
      google_monitoring_alert_policy.alert["no_tick"].conditions[0].condition_prometheus_query_language[0].query,
      "subscription_id=\"slipway-ticks\"",
    )
    error_message = "That no tick comes is an alert after the first ones had time to be counted."
  }
  assert {
    condition = [
      for subscription in ["slipway-uploads", "slipway-automation", "slipway-ticks", "slipway-two-uploads", "slipway-two-automation"] :
      can(regex("^${regex("subscription_id=~\"([^\"]+)\"", google_monitoring_alert_policy.alert["undelivered"].conditions[0].condition_prometheus_query_language[0].query)[0]}$", subscription))
    ] == [true, true, false, false, false]
    error_message = "An alert is about its own deployment, not about one whose name begins alike."
  }
  assert {
    condition     = google_monitoring_alert_policy.alert["dead_letters"].conditions[0].condition_prometheus_query_language[0].query == "max(pubsub_googleapis_com:subscription_num_undelivered_messages{monitored_resource=\"pubsub_subscription\",subscription_id=\"slipway-dead-letters\"}) > 0"
    error_message = "There is an alert for as long as a dead letter waits."
  }
  assert {
    condition     = google_logging_metric.counter["launched"].filter == "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"slipway\" AND jsonPayload.event:\"slipway.\" AND jsonPayload.event=\"slipway.job.launched\""
    error_message = "A metric counts one event of one service."
  }
  assert {
    condition = [
      for name, metric in google_logging_metric.counter : name
      if metric.metric_descriptor[0].value_type == "DISTRIBUTION" && metric.value_extractor != null && length(metric.bucket_options) == 1
    ] == ["upload_to_launch", "waiting"]
    error_message = "What is measured is a distribution of the numbers in the lines."
  }
}
