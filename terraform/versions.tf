terraform {
  # 1.9 is the first in which a validation block may look at other variables.
  required_version = ">= 1.9"

  # google and google-beta go together. Before 7.40 an Eventarc trigger with a condition could not be read
  # (terraform-provider-google#28226): an upgrade from a deployment that has some would fail.
  required_providers {
    google      = { source = "hashicorp/google", version = "~> 7.40" }
    google-beta = { source = "hashicorp/google-beta", version = "~> 7.40" }
    time        = { source = "hashicorp/time", version = "~> 0.13" }
  }
}

# Calls count against the project itself. `gcloud auth login --update-adc` writes no quota project, and some
# APIs refuse calls without one.
provider "google" {
  project               = var.project_id
  region                = local.region
  billing_project       = var.project_id
  user_project_override = true
}

provider "google-beta" {
  project               = var.project_id
  region                = local.region
  billing_project       = var.project_id
  user_project_override = true
}
