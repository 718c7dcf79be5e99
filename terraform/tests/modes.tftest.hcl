# What the variables change.

# No project is asked, no credentials are needed.
mock_provider "google" {}
mock_provider "google-beta" {}
mock_provider "time" {}

variables {
  project_id = "my-project"
  location   = "us-central1"
  bundle     = "tests/bundle.txt"
}

run "a_container_needs_no_build" {
  command = plan
  variables {
    mode   = "container"
    bundle = "tests/does-not-exist.zip"
    image  = "us-central1-docker.pkg.dev/my-project/images/slipway@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  }

  assert {
    condition     = length(google_cloudfunctions2_function.launcher) == 0 && length(google_storage_bucket.source) == 0 && length(google_artifact_registry_repository.build) == 0 && length(google_service_account.builder) == 0
    error_message = "Nothing of the function's build is made for a container."
  }
  assert {
    condition     = google_cloud_run_v2_service.launcher[0].ingress == "INGRESS_TRAFFIC_INTERNAL_ONLY" && google_cloud_run_v2_service.launcher[0].template[0].containers[0].resources[0].startup_cpu_boost
    error_message = "The service is internal, and starts with more CPU."
  }
  assert {
    condition = { for env in google_cloud_run_v2_service.launcher[0].template[0].containers[0].env : env.name => env.value } == {
      SLIPWAY_PROJECT      = "my-project"
      SLIPWAY_LOCATION     = "us-central1"
      SLIPWAY_SPEC_BUCKET  = "my-project-slipway-specs"
      SLIPWAY_STATE_BUCKET = "my-project-slipway-state"
      SLIPWAY_TAKE_AT_MOST = "P7D"
      SLIPWAY_TICKS_FROM   = "projects/my-project/topics/slipway-ticks,projects/my-project/subscriptions/slipway-ticks"
      JAVA_TOOL_OPTIONS    = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=60 -XX:InitialRAMPercentage=10 -XX:MetaspaceSize=96m -XX:+ExitOnOutOfMemoryError"
      FUNCTION_TARGET      = "dev.slipway.function.PushFunction"
    }
    error_message = "The container gets what the function gets, and takes pushes whatever the image would do by itself."
  }
  assert {
    condition     = google_cloud_run_v2_service_iam_member.trigger.name == "slipway-container" && google_cloud_run_v2_service_iam_member.trigger.role == "roles/run.invoker"
    error_message = "The trigger account may invoke the service."
  }
}

run "settings_and_the_resource_reach_the_function" {
  command = plan
  variables {
    persistent_resource = "training"
    take_at_most_days   = 3
    settings            = { SLIPWAY_WHEN_FULL = "reject", SLIPWAY_SPEC_PREFIX = "jobs/" }
  }

  assert {
    condition = { for name, value in google_cloudfunctions2_function.launcher[0].service_config[0].environment_variables : name => value if name != "JAVA_TOOL_OPTIONS" } == {
      SLIPWAY_PROJECT             = "my-project"
      SLIPWAY_LOCATION            = "us-central1"
      SLIPWAY_SPEC_BUCKET         = "my-project-slipway-specs"
      SLIPWAY_STATE_BUCKET        = "my-project-slipway-state"
      SLIPWAY_TAKE_AT_MOST        = "P3D"
      SLIPWAY_TICKS_FROM          = "projects/my-project/topics/slipway-ticks,projects/my-project/subscriptions/slipway-ticks"
      SLIPWAY_PERSISTENT_RESOURCE = "training"
      SLIPWAY_WHEN_FULL           = "reject"
      SLIPWAY_SPEC_PREFIX         = "jobs/"
    }
    error_message = "Settings are passed on as they are."
  }
  assert {
    condition     = google_storage_notification.uploads.object_name_prefix == "jobs/"
    error_message = "What is no spec by its prefix is not told."
  }
}

run "a_policy_is_uploaded_out_of_the_launchers_reach" {
  command = plan
  variables {
    policy_file = "tests/policy.json"
  }

  assert {
    condition     = google_cloudfunctions2_function.launcher[0].service_config[0].environment_variables["SLIPWAY_POLICY"] == "gs://my-project-slipway-state/policy/${filesha256("tests/policy.json")}.json"
    error_message = "The function is told where the policy is, by its content."
  }
  assert {
    condition     = !strcontains(google_storage_bucket_iam_member.launcher_writes.condition[0].expression, "policy")
    error_message = "The launcher must not be able to write the policy."
  }
}

run "that_there_is_no_policy_can_be_stated" {
  command = plan
  variables {
    without_policy = true
  }

  assert {
    condition     = google_cloudfunctions2_function.launcher[0].service_config[0].environment_variables["SLIPWAY_POLICY"] == "none"
    error_message = "The function is told that there is no policy on purpose."
  }
}

run "the_launcher_can_be_elsewhere" {
  command = plan
  variables {
    location          = "us-east5"
    launcher_location = "us-east4"
  }

  assert {
    condition     = google_cloudfunctions2_function.launcher[0].location == "us-east4" && google_storage_bucket.specs.location == "US-EAST4" || google_storage_bucket.specs.location == "us-east4"
    error_message = "Function and buckets are at the launcher's location."
  }
  assert {
    condition     = google_cloudfunctions2_function.launcher[0].service_config[0].environment_variables["SLIPWAY_LOCATION"] == "us-east5"
    error_message = "Jobs run where the persistent resource is."
  }
}

run "the_spec_bucket_can_notify_the_topic" {
  command = plan
  variables {
    notification_prefix = "jobs/"
  }

  assert {
    condition     = google_storage_notification.specs[0].object_name_prefix == "jobs/" && google_storage_notification.specs[0].event_types == toset(["OBJECT_FINALIZE", "OBJECT_DELETE", "OBJECT_ARCHIVE"])
    error_message = "Uploads and deletions below the prefix are told to the topic."
  }
  assert {
    condition     = google_pubsub_topic_iam_member.storage_agent["automation"].topic == "slipway-automation" && time_sleep.grants.triggers["notified"] == "automation outcomes uploads"
    error_message = "Cloud Storage may publish there, and has the time to know it."
  }
}

run "the_status_page_is_behind_iam" {
  command = plan
  variables {
    status_page         = true
    status_page_viewers = ["group:ml@example.com"]
  }

  assert {
    condition     = google_cloudfunctions2_function.status_page[0].build_config[0].entry_point == "dev.slipway.function.StatusFunction" && length(google_cloudfunctions2_function.status_page[0].event_trigger) == 0
    error_message = "The page is a function of requests."
  }
  assert {
    condition     = { for member, grant in google_cloud_run_v2_service_iam_member.status_page : member => grant.role } == { "group:ml@example.com" = "roles/run.invoker" }
    error_message = "Just its viewers may open it."
  }
  assert {
    condition     = { for member, grant in google_cloud_run_v2_service_iam_member.status_page_look : member => "${grant.role} ${grant.name}" } == { "group:ml@example.com" = "roles/run.viewer slipway-status" }
    error_message = "Viewers may read the service, which `gcloud run services proxy` does first."
  }

  assert {
    condition     = google_project_iam_custom_role.status_page[0].permissions == toset(["aiplatform.customJobs.list", "aiplatform.persistentResources.list"])
    error_message = "The status page looks, and does nothing else."
  }
}

run "the_status_page_of_a_container_is_one_too" {
  command = plan
  variables {
    mode        = "container"
    image       = "us-central1-docker.pkg.dev/my-project/images/slipway@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    status_page = true
  }

  assert {
    condition     = contains([for env in google_cloud_run_v2_service.status_page[0].template[0].containers[0].env : env.value if env.name == "FUNCTION_TARGET"], "dev.slipway.function.StatusFunction")
    error_message = "The same image serves the page, by another target."
  }
}

run "an_older_java_is_given_no_option_that_it_does_not_know" {
  command = plan
  variables {
    runtime = "java17"
  }

  assert {
    condition     = google_cloudfunctions2_function.launcher[0].service_config[0].environment_variables["JAVA_TOOL_OPTIONS"] == "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:MaxRAMPercentage=60 -XX:InitialRAMPercentage=10 -XX:MetaspaceSize=96m -XX:+ExitOnOutOfMemoryError -Dslf4j.internal.verbosity=ERROR"
    error_message = "Java 17 does not start with an option of Java 25's."
  }
}

run "a_key_of_ones_own_encrypts_buckets_topics_and_images" {
  command = plan
  variables {
    kms_key = "projects/my-project/locations/us-central1/keyRings/ring/cryptoKeys/key"
  }

  assert {
    condition = toset(concat(
      [for bucket in [google_storage_bucket.specs, google_storage_bucket.state, google_storage_bucket.source[0]] : bucket.encryption[0].default_kms_key_name],
      [for topic in [google_pubsub_topic.automation, google_pubsub_topic.dead_letters, google_pubsub_topic.outcomes, google_pubsub_topic.ticks, google_pubsub_topic.uploads] : topic.kms_key_name],
      [google_artifact_registry_repository.build[0].kms_key_name],
    )) == toset(["projects/my-project/locations/us-central1/keyRings/ring/cryptoKeys/key"])
    error_message = "Everything that holds specs, or what comes of them, is encrypted with it."
  }
  assert {
    condition     = keys(google_kms_crypto_key_iam_member.agent) == ["images", "pubsub", "storage"] && time_sleep.apis.create_duration == "180s"
    error_message = "The agents that encrypt may use it, before anything is encrypted."
  }
}

run "who_reads_specs_can_be_recorded" {
  command = plan
  variables {
    audit_data_access = true
  }

  assert {
    condition     = google_project_iam_audit_config.storage[0].service == "storage.googleapis.com" && toset(google_project_iam_audit_config.storage[0].audit_log_config[*].log_type) == toset(["DATA_READ", "DATA_WRITE"])
    error_message = "Reads and writes of objects are logged."
  }
}

run "suffixes_make_names_that_nobody_has" {
  command = plan
  variables {
    bucket_suffix = "-x7k2"
    role_suffix   = "_2"
  }

  assert {
    condition     = google_storage_bucket.specs.name == "my-project-slipway-specs-x7k2" && google_storage_bucket.state.name == "my-project-slipway-state-x7k2" && google_storage_bucket.source[0].name == "my-project-slipway-source-x7k2"
    error_message = "Buckets are named by it."
  }
  assert {
    condition     = toset([google_project_iam_custom_role.launcher.role_id, google_project_iam_custom_role.reader.role_id, google_project_iam_custom_role.writer.role_id, google_project_iam_custom_role.onlooker.role_id]) == toset(["slipway_launcher_2", "slipway_reader_2", "slipway_writer_2", "slipway_onlooker_2"])
    error_message = "Custom roles are named by it."
  }
  assert {
    condition     = output.environment_command == "export SLIPWAY_PROJECT=my-project SLIPWAY_LOCATION=us-central1 SLIPWAY_SPEC_BUCKET=my-project-slipway-specs-x7k2 SLIPWAY_STATE_BUCKET=my-project-slipway-state-x7k2"
    error_message = "The output says how the command line finds them."
  }
}

run "destroying_data_has_to_be_asked_for" {
  command = plan
  variables {
    delete_data = true
  }

  assert {
    condition     = google_storage_bucket.specs.force_destroy && google_storage_bucket.state.force_destroy
    error_message = "Once asked for, data are destroyed."
  }
}
