# Who may do what.

# No project is asked, no credentials are needed.
mock_provider "google" {}
mock_provider "google-beta" {}
mock_provider "time" {}

variables {
  project_id           = "my-project"
  location             = "us-central1"
  bundle               = "tests/bundle.txt"
  job_service_accounts = ["trainer@my-project.iam.gserviceaccount.com", "tuner-b@other-project.iam.gserviceaccount.com"]
  uploaders            = ["group:ml@example.com"]
  operators            = ["user:ada@example.com"]
}

run "the_launcher_may_call_what_it_calls" {
  command = plan

  assert {
    condition = google_project_iam_custom_role.launcher.permissions == toset([
      "aiplatform.customJobs.cancel",
      "aiplatform.customJobs.create",
      "aiplatform.customJobs.get",
      "aiplatform.customJobs.list",
      "aiplatform.persistentResources.get",
    ])
    error_message = "Every permission is one that a call needs."
  }
  assert {
    condition     = google_project_iam_custom_role.reader.permissions == toset(["storage.objects.get", "storage.objects.list"])
    error_message = "Reading is to get and to list."
  }
  assert {
    condition     = google_project_iam_custom_role.writer.permissions == toset(["storage.objects.create", "storage.objects.delete"])
    error_message = "Writing is to create and to delete, which is also to replace."
  }
  assert {
    condition     = google_storage_bucket_iam_member.launcher_writes.bucket == "my-project-slipway-state"
    error_message = "The launcher writes to the state bucket only."
  }
  assert {
    condition     = startswith(google_storage_bucket_iam_member.launcher_writes.condition[0].expression, "resource.name.startsWith(\"projects/_/buckets/my-project-slipway-state/objects/queue/\") || ")
    error_message = "The launcher writes below its own prefixes only."
  }
}

run "it_may_act_as_the_accounts_listed_and_no_others" {
  command = plan

  assert {
    condition = [for grant in google_service_account_iam_member.launcher_acts_as : "${grant.role} ${grant.service_account_id}"] == [
      "roles/iam.serviceAccountUser projects/-/serviceAccounts/trainer@my-project.iam.gserviceaccount.com",
      "roles/iam.serviceAccountUser projects/-/serviceAccounts/tuner-b@other-project.iam.gserviceaccount.com",
    ]
    error_message = "One grant for each account, on the account."
  }
}

run "editors_and_viewers_of_the_project_are_not_readers_and_writers_of_buckets" {
  command = plan

  assert {
    condition = { for grant in google_storage_bucket_iam_binding.legacy : "${grant.bucket} ${grant.role}" => join(" ", grant.members) } == {
      for grant in setproduct(
        ["my-project-slipway-specs", "my-project-slipway-state"],
        ["roles/storage.legacyBucketOwner", "roles/storage.legacyBucketReader", "roles/storage.legacyObjectOwner", "roles/storage.legacyObjectReader"],
      ) : join(" ", grant) => "projectOwner:my-project"
    }
    error_message = "What Cloud Storage grants to editors and viewers by itself is taken away."
  }
}

run "uploaders_create_specs_and_read_statuses" {
  command = plan

  assert {
    condition     = { for member, grant in google_storage_bucket_iam_member.uploaders : member => "${grant.role} ${grant.bucket}" } == { "group:ml@example.com" = "roles/storage.objectCreator my-project-slipway-specs" }
    error_message = "Uploaders create, and nothing else."
  }
  assert {
    condition     = { for member, grant in google_storage_managed_folder_iam_member.uploaders : member => "${grant.role} ${grant.bucket}/${grant.managed_folder}" } == { "group:ml@example.com" = "roles/storage.objectViewer my-project-slipway-state/status/" }
    error_message = "Uploaders read statuses, and nothing else of the state."
  }
  assert {
    condition     = { for member, grant in google_pubsub_topic_iam_member.uploaders_subscribe : member => "${grant.role} ${grant.topic}" } == { "group:ml@example.com" = "roles/pubsub.subscriber slipway-outcomes" }
    error_message = "Uploaders hear of outcomes."
  }
  assert {
    condition     = length(google_pubsub_topic_iam_member.publishers) == 0 && length(google_storage_managed_folder.message_statuses) == 0
    error_message = "To upload is not to publish."
  }
}

run "publishers_publish_and_read_what_became_of_it" {
  command = plan
  variables {
    publishers = ["serviceAccount:ci@my-project.iam.gserviceaccount.com"]
  }

  assert {
    condition     = { for member, grant in google_pubsub_topic_iam_member.publishers : member => "${grant.role} ${grant.topic}" } == { "serviceAccount:ci@my-project.iam.gserviceaccount.com" = "roles/pubsub.publisher slipway-automation" }
    error_message = "Publishers publish specs, and no ticks."
  }
  assert {
    condition     = { for member, grant in google_storage_managed_folder_iam_member.publishers : member => "${grant.role} ${grant.managed_folder}" } == { "serviceAccount:ci@my-project.iam.gserviceaccount.com" = "roles/storage.objectViewer status/_pubsub/" }
    error_message = "Publishers read the statuses of messages."
  }
}

run "a_team_has_its_folders_and_no_other" {
  command = plan
  variables {
    uploaders = []
    settings  = { SLIPWAY_SPEC_PREFIX = "specs/" }
    teams = {
      vision = { uploaders = ["group:vision@example.com"], viewers = ["user:lin@example.com"] }
      speech = { uploaders = ["group:speech@example.com"], publishers = ["group:speech@example.com"] }
    }
  }

  assert {
    condition = { for key, grant in google_storage_managed_folder_iam_member.team_uploaders : key => "${grant.bucket}/${grant.managed_folder}" } == {
      "speech group:speech@example.com" = "my-project-slipway-specs/specs/speech/"
      "vision group:vision@example.com" = "my-project-slipway-specs/specs/vision/"
    }
    error_message = "Each team uploads below its own folder."
  }
  assert {
    condition     = google_project_iam_custom_role.submitter[0].permissions == toset(["storage.objects.create", "storage.objects.get", "storage.objects.list"])
    error_message = "Uploading with gcloud is to look, and to create; not to replace."
  }
  assert {
    condition = { for key, grant in google_storage_managed_folder_iam_member.team_readers : key => "${grant.role} ${grant.bucket}/${grant.managed_folder}" } == {
      "speech group:speech@example.com" = "roles/storage.objectViewer my-project-slipway-state/status/my-project-slipway-specs/specs/speech/"
      "vision group:vision@example.com" = "roles/storage.objectViewer my-project-slipway-state/status/my-project-slipway-specs/specs/vision/"
      "vision user:lin@example.com"     = "roles/storage.objectViewer my-project-slipway-state/status/my-project-slipway-specs/specs/vision/"
    }
    error_message = "Each team reads its own statuses."
  }
  assert {
    condition     = keys(google_pubsub_topic_iam_member.publishers) == ["group:speech@example.com"]
    error_message = "Publishing is granted by itself."
  }
  assert {
    condition     = length(google_storage_bucket_iam_member.uploaders) + length(google_storage_managed_folder_iam_member.uploaders) + length(google_pubsub_topic_iam_member.uploaders_subscribe) == 0
    error_message = "Nobody of a team may write, read or hear of what is another's."
  }
}

run "operators_pause_withdraw_and_look" {
  command = plan

  assert {
    condition     = google_storage_bucket_iam_member.operators_specs["user:ada@example.com"].role == "roles/storage.objectUser"
    error_message = "Operators replace and delete specs."
  }
  assert {
    condition     = google_storage_bucket_iam_member.operators_control["user:ada@example.com"].condition[0].expression == "resource.name.startsWith(\"projects/_/buckets/my-project-slipway-state/objects/control/\")"
    error_message = "Of the state, operators change the controls, and records to cancel."
  }
  assert {
    condition = google_project_iam_custom_role.onlooker.permissions == toset([
      "aiplatform.customJobs.list",
      "aiplatform.persistentResources.get",
      "aiplatform.persistentResources.list",
    ])
    error_message = "Operators see jobs and persistent resources, and change none."
  }
  assert {
    condition = { for key, grant in google_pubsub_subscription_iam_member.operators : grant.subscription => "${grant.role} ${grant.member}" } == {
      slipway-automation   = "roles/pubsub.subscriber user:ada@example.com"
      slipway-dead-letters = "roles/pubsub.subscriber user:ada@example.com"
    }
    error_message = "Operators read dead letters, and have published specs delivered again."
  }
}

run "pubsub_alone_may_call_the_launcher_and_put_dead_letters_aside" {
  command = plan

  assert {
    condition     = google_cloud_run_v2_service_iam_member.trigger.role == "roles/run.invoker" && google_cloud_run_v2_service_iam_member.trigger.name == "slipway"
    error_message = "The account that pushes come as may call the service."
  }
  assert {
    condition     = google_service_account_iam_member.pubsub_agent.role == "roles/iam.serviceAccountTokenCreator"
    error_message = "Pub/Sub may sign as that account."
  }
  assert {
    condition     = google_pubsub_topic_iam_member.dead_letters.role == "roles/pubsub.publisher" && google_pubsub_topic_iam_member.dead_letters.topic == "slipway-dead-letters"
    error_message = "Pub/Sub publishes dead letters."
  }
  assert {
    condition = { for topic, grant in google_pubsub_subscription_iam_member.dead_letters : topic => "${grant.role} ${grant.subscription}" } == {
      automation = "roles/pubsub.subscriber slipway-automation"
      uploads    = "roles/pubsub.subscriber slipway-uploads"
    }
    error_message = "Pub/Sub acknowledges what has become a dead letter."
  }
  assert {
    condition     = { for topic, grant in google_pubsub_topic_iam_member.storage_agent : topic => "${grant.role} ${grant.topic}" } == { outcomes = "roles/pubsub.publisher slipway-outcomes", uploads = "roles/pubsub.publisher slipway-uploads" }
    error_message = "Cloud Storage tells of uploads and statuses, and publishes neither specs nor ticks."
  }
}

run "projectwide_roles_are_these" {
  command = plan

  assert {
    condition     = keys(google_project_iam_member.builder) == ["roles/logging.logWriter", "roles/storage.objectViewer"]
    error_message = "Another role in the whole project is a decision, not an accident."
  }
}

run "the_builder_reads_bundles_and_writes_to_its_own_repository" {
  command = plan

  assert {
    condition = (
      google_project_iam_member.builder["roles/storage.objectViewer"].condition[0].expression == "resource.name.startsWith(\"projects/_/buckets/gcf-v2-sources-\")" &&
      length(google_project_iam_member.builder["roles/logging.logWriter"].condition) == 0
    )
    error_message = "Of all buckets the builder reads those where Cloud Functions keeps bundles."
  }
  assert {
    condition     = google_artifact_registry_repository_iam_member.builder[0].repository == "slipway-build" && google_artifact_registry_repository_iam_member.builder[0].role == "roles/artifactregistry.writer"
    error_message = "The builder pushes to the repository of builds only."
  }
}
