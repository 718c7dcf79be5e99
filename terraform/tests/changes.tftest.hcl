# What an apply after the first one replaces, and what it leaves alone. IDs that the mocks make up tell.

# No project is asked, no credentials are needed.
mock_provider "google" {
  source = "./tests/mocks"
}
mock_provider "google-beta" {
  source = "./tests/mocks"
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
    condition     = output.automation_subscription == run.first.automation_subscription && output.dead_letters_subscription == run.first.dead_letters_subscription
    error_message = "Subscriptions stay, with what waits in them."
  }
}

run "a_function_that_is_replaced_gets_what_waited_for_the_old_one" {
  plan_options {
    replace = [google_cloudfunctions2_function.launcher[0]]
  }

  assert {
    condition     = output.automation_subscription == run.first.automation_subscription && output.dead_letters_subscription == run.first.dead_letters_subscription
    error_message = "Subscriptions stay, with what waits in them."
  }
  assert {
    condition     = toset([for push in google_pubsub_subscription.push : push.push_config[0].push_endpoint]) == toset([google_cloudfunctions2_function.launcher[0].service_config[0].uri])
    error_message = "They push to the new function."
  }
}

run "another_mode_is_another_service_that_gets_what_waited" {
  variables {
    mode = "container"
  }

  assert {
    condition     = google_cloud_run_v2_service.launcher[0].name == "slipway-container" && length(google_cloudfunctions2_function.launcher) == 0
    error_message = "Of one name, the new service would be refused until the old one is gone."
  }
  assert {
    condition     = output.automation_subscription == run.first.automation_subscription && output.dead_letters_subscription == run.first.dead_letters_subscription
    error_message = "Subscriptions stay, with what waits in them."
  }
  assert {
    condition     = toset([for push in google_pubsub_subscription.push : push.push_config[0].push_endpoint]) == toset([google_cloud_run_v2_service.launcher[0].uri])
    error_message = "They push to the new service."
  }
  assert {
    condition     = google_cloud_run_v2_service_iam_member.trigger.name == "slipway-container" && google_cloud_run_v2_service_iam_member.status_page["group:ml@example.com"].name == "slipway-container-status"
    error_message = "Who may call is said of the new services."
  }
}

run "and_back" {
  assert {
    condition     = google_cloud_run_v2_service_iam_member.trigger.name == "slipway" && output.automation_subscription == run.first.automation_subscription
    error_message = "Who may call is said of the function again, which gets what waited."
  }
  assert {
    condition     = toset([for push in google_pubsub_subscription.push : push.push_config[0].push_endpoint]) == toset([google_cloudfunctions2_function.launcher[0].service_config[0].uri])
    error_message = "They push to the function again."
  }
}
