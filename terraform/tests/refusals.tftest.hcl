# What is refused before anything is made.

# No project is asked, no credentials are needed.
mock_provider "google" {}
mock_provider "google-beta" {}
mock_provider "time" {}

variables {
  project_id = "my-project"
  location   = "us-central1"
  bundle     = "tests/bundle.txt"
}

run "endings_forgotten_before_uploads_are" {
  command = plan
  variables {
    take_at_most_days = 30
    keep_days         = 30
  }
  expect_failures = [var.keep_days]
}

run "a_container_without_image" {
  command = plan
  variables {
    mode = "container"
  }
  expect_failures = [var.image]
}

run "an_image_by_tag" {
  command = plan
  variables {
    mode  = "container"
    image = "us-central1-docker.pkg.dev/my-project/images/slipway:latest"
  }
  expect_failures = [var.image]
}

run "no_bundle" {
  command = plan
  variables {
    bundle = "tests/does-not-exist.zip"
  }
  expect_failures = [var.bundle]
}

run "a_mode_that_is_none" {
  command = plan
  variables {
    mode = "vm"
  }
  expect_failures = [var.mode]
}

run "a_default_service_account_for_jobs" {
  command = plan
  variables {
    job_service_accounts = ["123456789012-compute@developer.gserviceaccount.com"]
  }
  expect_failures = [var.job_service_accounts]
}

run "a_setting_that_another_variable_sets" {
  command = plan
  variables {
    settings = { SLIPWAY_STATE_BUCKET = "elsewhere" }
  }
  expect_failures = [var.settings]
}

run "a_misspelt_setting" {
  command = plan
  variables {
    settings = { SLIPWAY_WHENFULL = "reject" }
  }
  expect_failures = [var.settings]
}

run "a_timeout_that_cuts_passes_short" {
  command = plan
  variables {
    timeout_seconds = 60
  }
  expect_failures = [var.timeout_seconds]
}

run "half_a_cpu" {
  command = plan
  variables {
    cpu = "0.5"
  }
  expect_failures = [var.cpu]
}

run "four_cpus_with_little_memory" {
  command = plan
  variables {
    cpu = "4"
  }
  expect_failures = [var.memory]
}

run "everybody_as_uploader" {
  command = plan
  variables {
    uploaders = ["allUsers"]
  }
  expect_failures = [var.uploaders]
}

run "uploaders_beside_teams" {
  command = plan
  variables {
    uploaders = ["group:ml@example.com"]
    teams     = { vision = {} }
  }
  expect_failures = [var.uploaders]
}

run "uploaders_of_all_under_a_policy_with_teams" {
  command = plan
  variables {
    uploaders   = ["group:ml@example.com"]
    policy_file = "tests/policy-with-teams.json"
  }
  expect_failures = [var.uploaders]
}

run "a_team_whose_folder_is_slipways_own" {
  command = plan
  variables {
    teams = { _pubsub = {} }
  }
  expect_failures = [var.teams]
}

run "a_team_in_a_folder_of_another" {
  command = plan
  variables {
    teams = { "vision/nightly" = {} }
  }
  expect_failures = [var.teams]
}

run "everybody_in_a_team" {
  command = plan
  variables {
    teams = { vision = { viewers = ["allUsers"] } }
  }
  expect_failures = [var.teams]
}

run "everybody_as_publisher" {
  command = plan
  variables {
    publishers = ["allUsers"]
  }
  expect_failures = [var.publishers]
}

run "a_key_in_another_region" {
  command = plan
  variables {
    kms_key = "projects/my-project/locations/europe-west4/keyRings/ring/cryptoKeys/key"
  }
  expect_failures = [var.kms_key]
}

run "more_memory_than_one_cpu_may_have" {
  command = plan
  variables {
    memory = "5Gi"
  }
  expect_failures = [var.memory]
}

run "a_name_that_is_the_service_of_another_deployment" {
  command = plan
  variables {
    name = "slipway-status"
  }
  expect_failures = [var.name]
}

run "a_suffix_that_buckets_cannot_have" {
  command = plan
  variables {
    bucket_suffix = "_new"
  }
  expect_failures = [var.bucket_suffix]
}

run "a_suffix_that_roles_cannot_have" {
  command = plan
  variables {
    role_suffix = "-new"
  }
  expect_failures = [var.role_suffix]
}

run "everybody_as_operator" {
  command = plan
  variables {
    operators = ["allAuthenticatedUsers"]
  }
  expect_failures = [var.operators]
}

run "a_public_status_page" {
  command = plan
  variables {
    status_page         = true
    status_page_viewers = ["allUsers"]
  }
  expect_failures = [var.status_page_viewers]
}

run "a_project_number" {
  command = plan
  variables {
    project_id = "123456789012"
  }
  expect_failures = [var.project_id]
}

run "a_multi_region" {
  command = plan
  variables {
    location = "us"
  }
  expect_failures = [var.location]
}

run "a_resource_by_its_full_name" {
  command = plan
  variables {
    persistent_resource = "projects/my-project/locations/us-central1/persistentResources/training"
  }
  expect_failures = [var.persistent_resource]
}

run "a_policy_that_is_not_there" {
  command = plan
  variables {
    policy_file = "tests/does-not-exist.json"
  }
  expect_failures = [var.policy_file]
}

run "the_policy_of_the_repository_before_it_is_edited" {
  command = plan
  variables {
    policy_file = "../function/policy.json"
  }
  expect_failures = [var.policy_file]
}

run "a_policy_and_none" {
  command = plan
  variables {
    policy_file    = "tests/policy.json"
    without_policy = true
  }
  expect_failures = [var.without_policy]
}

run "a_name_that_accounts_cannot_have" {
  command = plan
  variables {
    name = "Slipway"
  }
  expect_failures = [var.name]
}
