# What an apply after the first one replaces, and what it leaves alone. IDs that the mocks make up tell.

# No project is asked, no credentials are needed.
mock_provider "google" {
  mock_resource "google_service_account" {
    defaults = {
      name   = "projects/my-project/serviceAccounts/mocked@my-project.iam.gserviceaccount.com"
      email  = "mocked@my-project.iam.gserviceaccount.com"
      member = "serviceAccount:mocked@my-project.iam.gserviceaccount.com"
    }
  }
  mock_data "google_storage_project_service_account" {
    defaults = { member = "serviceAccount:service-1@gs-project-accounts.iam.gserviceaccount.com" }
  }
}
mock_provider "google-beta" {
  mock_resource "google_project_service_identity" {
    defaults = { member = "serviceAccount:service-1@gcp-sa-pubsub.iam.gserviceaccount.com" }
  }
}
mock_provider "time" {}

variables {
  project_id          = "my-project"
  location            = "us-central1"
  bundle              = "tests/bundle.txt"
  image               = "us-central1-docker.pkg.dev/my-project/images/slipway@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
  status_page         = true
  status_page_viewers = ["group:ml@example.com"]
}

run "first" {}

run "an_upgrade_changes_the_service_in_place" {
  variables {
    bundle = "tests/policy.json"
    memory = "2Gi"
  }

  assert {
    condition     = google_cloudfunctions2_function.launcher[0].service_config[0].available_memory == "2Gi"
    error_message = "The service is another one."
  }
  assert {
    condition     = output.automation_subscription == run.first.automation_subscription
    error_message = "The trigger stays, with what waits in its subscription."
  }
}

run "with_the_function_its_triggers_are_replaced" {
  plan_options {
    replace = [google_cloudfunctions2_function.launcher[0]]
  }

  assert {
    condition     = output.automation_subscription != run.an_upgrade_changes_the_service_in_place.automation_subscription
    error_message = "A trigger is bound to the service that it was made for."
  }
}

run "another_mode_is_another_service_with_triggers_of_its_own" {
  variables {
    mode = "container"
  }

  assert {
    condition     = google_cloud_run_v2_service.launcher[0].name == "slipway-container" && length(google_cloudfunctions2_function.launcher) == 0
    error_message = "Of one name, the new service would be refused until the old one is gone."
  }
  assert {
    condition     = output.automation_subscription != run.with_the_function_its_triggers_are_replaced.automation_subscription
    error_message = "A trigger is bound to the service that it was made for."
  }
  assert {
    condition     = google_cloud_run_v2_service_iam_member.trigger.name == "slipway-container" && google_cloud_run_v2_service_iam_member.status_page["group:ml@example.com"].name == "slipway-container-status"
    error_message = "Who may call is said of the new services."
  }
}

run "and_back" {
  assert {
    condition     = google_cloud_run_v2_service_iam_member.trigger.name == "slipway" && output.automation_subscription != run.another_mode_is_another_service_with_triggers_of_its_own.automation_subscription
    error_message = "Who may call, and what does, is said of the function again."
  }
}
