# In alphabetical order. The table in README.md is made of this file: `./variables-table --write`.

variable "audit_data_access" {
  description = "Whether Cloud Audit Logs record who reads and writes objects, in the whole project: for a service there is one setting, so leave it off where something else sets it for Cloud Storage."
  type        = bool
  default     = false
}

variable "bucket_suffix" {
  description = "Ends the buckets' names, such as `-x7k2`. Give one that you have not used after buckets were deleted: strangers may have taken the names by then."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^(-[a-z0-9]{1,8})?$", var.bucket_suffix))
    error_message = "The suffix is a hyphen and 1 to 8 lower-case letters and digits, such as -x7k2."
  }
}

variable "bundle" {
  description = "The function's bundle, as `mvn -Prelease package` makes it. Of no use where `mode` is `container`."
  type        = string
  default     = "../target/slipway-function.zip"
  validation {
    condition     = var.mode != "function" || fileexists(var.bundle)
    error_message = "There is no bundle at ${var.bundle}: make it with `mvn -Prelease package` in the folder above, or name another."
  }
}

variable "concurrency" {
  description = "Events that one instance handles at the same time."
  type        = number
  # An event is some twenty calls and waits for answers nearly all the time. Of several events for one
  # persistent resource one does the pass and the others leave early, so few large instances are better
  # than many small ones. Measured up to 80 (docs/PERFORMANCE.md); fewer leave each its share of the CPU.
  default = 20
  validation {
    condition     = var.concurrency >= 1 && var.concurrency <= 1000 && floor(var.concurrency) == var.concurrency
    error_message = "The concurrency must be a whole number from 1 to 1000, Cloud Run's most."
  }
}

variable "cpu" {
  description = "CPUs of an instance."
  type        = string
  # Below one whole CPU Cloud Run takes one request at a time only, and a JVM starts several times slower:
  # a start is processor time and little else (docs/PERFORMANCE.md).
  default = "1"
  validation {
    condition     = contains(["1", "2", "4"], var.cpu)
    error_message = "An instance has 1, 2 or 4 CPUs: with less than one it could take one event at a time only."
  }
}

variable "delete_data" {
  description = "Whether `terraform destroy` deletes the buckets of specs and state with what is in them. It refuses to otherwise."
  type        = bool
  default     = false
}

variable "image" {
  description = "The container image where `mode` is `container`, by digest: `HOST/PROJECT/REPOSITORY/slipway@sha256:…`."
  type        = string
  default     = null
  validation {
    condition     = var.mode != "container" || var.image != null
    error_message = "With mode = \"container\" an image is needed: build function/Dockerfile, push it, and name it here."
  }
  validation {
    condition     = var.image == null || can(regex("@sha256:[0-9a-f]{64}$", coalesce(var.image, "-")))
    error_message = "The image must be named by its digest (…@sha256: and 64 hexadecimal digits): a tag can be moved to other code."
  }
}

variable "job_service_accounts" {
  description = "E-mail addresses of the service accounts that specs may name: the launcher may act as these and no others."
  type        = set(string)
  default     = []
  validation {
    condition = alltrue([
      for email in var.job_service_accounts :
      can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]@[a-z0-9.-]+[.]iam[.]gserviceaccount[.]com$", email))
    ])
    error_message = "A job's service account is given by its e-mail address alone, such as trainer@my-project.iam.gserviceaccount.com, and must be one made by somebody: acting as Google's default accounts is a way to nearly everything in the project."
  }
}

variable "keep_days" {
  description = "Days for which endings (`done/`) and statuses (`status/`) are kept."
  type        = number
  default     = 30
  validation {
    condition     = var.keep_days > var.take_at_most_days
    error_message = "Endings must be kept longer (keep_days = ${var.keep_days}) than an upload may be late (take_at_most_days = ${var.take_at_most_days}): a spec whose ending is forgotten too early would be launched again."
  }
}

variable "kms_key" {
  description = "Key that encrypts the buckets, topics and images, in the launcher's location: `projects/P/locations/L/keyRings/R/cryptoKeys/K`. Google's own keys where there is none."
  type        = string
  default     = null
  validation {
    condition     = var.kms_key == null || can(regex("^projects/[^/]+/locations/${local.region}/keyRings/[^/]+/cryptoKeys/[^/]+$", coalesce(var.kms_key, "-")))
    error_message = "A key is given by its full name, projects/P/locations/L/keyRings/R/cryptoKeys/K, and must be in ${local.region}, where what it encrypts is."
  }
}

variable "labels" {
  description = "Labels of all that can have some."
  type        = map(string)
  default     = {}
}

variable "launcher_location" {
  description = "Where function, buckets and clock are, if not in `location`: some regions have persistent resources but no Cloud Scheduler."
  type        = string
  default     = null
  validation {
    condition     = var.launcher_location == null || can(regex("^[a-z]+-[a-z]+[0-9]+$", coalesce(var.launcher_location, "-")))
    error_message = "The launcher's location must be one region such as us-central1: its events come from where its buckets are, and a function is in one region."
  }
}

variable "location" {
  description = "Where the persistent resource is and jobs run, such as `us-central1`."
  type        = string
  validation {
    condition     = can(regex("^[a-z]+-[a-z]+[0-9]+$", var.location))
    error_message = "The location must be a region such as us-central1: persistent resources are regional."
  }
}

variable "max_instances" {
  description = "Instances at most."
  type        = number
  # Reasoned: 5 instances of 20 events each take in a burst of a thousand uploads within
  # a minute and stay far below the 1,000 writes a second of a fresh bucket. More launch nothing sooner:
  # one pass at a time serves a persistent resource.
  default = 5
  validation {
    condition     = var.max_instances >= 1 && var.max_instances <= 100 && floor(var.max_instances) == var.max_instances
    error_message = "There must be 1 to 100 instances at most, a whole number."
  }
}

variable "memory" {
  description = "Memory of an instance."
  type        = string
  # Measured (docs/PERFORMANCE.md): 80 events at once hold less than 256 MB, and with specs of 1 MiB each
  # 512Mi are still enough; the rest is for a queue of thousands.
  default = "1Gi"
  validation {
    condition     = can(regex("^(512Mi|[1-8]Gi)$", var.memory))
    error_message = "The memory must be 512Mi or 1Gi to 8Gi."
  }
  # https://cloud.google.com/run/docs/configuring/services/cpu
  validation {
    condition     = !contains(["512Mi", "1Gi"], var.memory) || var.cpu != "4"
    error_message = "With 4 CPUs Cloud Run wants at least 2Gi of memory."
  }
  # https://cloud.google.com/run/docs/configuring/services/memory-limits
  validation {
    condition     = !contains(["5Gi", "6Gi", "7Gi", "8Gi"], var.memory) || var.cpu != "1"
    error_message = "More than 4Gi of memory needs 2 CPUs at least, says Cloud Run: set cpu, too."
  }
}

variable "mode" {
  description = "`function`: from the bundle, with Google's runtime. `container`: the same function as a Cloud Run service, from an image with a trained class archive, which starts faster."
  type        = string
  default     = "function"
  validation {
    condition     = contains(["function", "container"], var.mode)
    error_message = "The mode must be \"function\" or \"container\"."
  }
}

variable "name" {
  description = "What the function is called, and how the names of everything else begin. A second deployment in one project needs another."
  type        = string
  default     = "slipway"
  validation {
    condition     = !can(regex("-(container|status)$", var.name))
    error_message = "A name that ends with -container or -status could be that of another deployment's service."
  }
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.name))
    error_message = "The name must have 2 to 20 characters: lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen."
  }
}

variable "notification_channels" {
  description = "Notification channels of Cloud Monitoring that alerts go to: `projects/PROJECT/notificationChannels/NUMBER`. Without any, alerts are only seen in the console."
  type        = set(string)
  default     = []
  validation {
    condition     = alltrue([for channel in var.notification_channels : can(regex("^projects/[^/]+/notificationChannels/[^/]+$", channel))])
    error_message = "A notification channel is given by its full name, projects/PROJECT/notificationChannels/NUMBER: `gcloud beta monitoring channels list` shows it."
  }
}

variable "notification_prefix" {
  description = "Makes the spec bucket notify the topic of published specs as well, of objects whose names begin so; empty for all. For others who listen there: Slipway hears of uploads without it."
  type        = string
  default     = null
}

variable "operators" {
  description = "Who may pause launching, cancel, replace or delete anybody's specs, read the whole state and dead letters, and see jobs and persistent resources: members such as `group:ml-platform@example.com`."
  type        = set(string)
  default     = []
  validation {
    condition     = alltrue([for member in var.operators : can(regex("^(user|group|serviceAccount|domain|principal|principalSet):.+", member))])
    error_message = "An operator is a member with its kind, such as user:ada@example.com or group:ml-platform@example.com."
  }
}

variable "persistent_resource" {
  description = "ID of the persistent resource of specs that name none. Without it, specs must name theirs. The resource itself is not made here: it costs by the hour, whether this runs or not."
  type        = string
  default     = null
  validation {
    condition     = var.persistent_resource == null || can(regex("^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$", coalesce(var.persistent_resource, "-")))
    error_message = "The persistent resource is given by its ID alone, without projects/…: lower-case letters, digits and hyphens."
  }
}

variable "policy_file" {
  description = "File with the policy that specs must obey, such as a copy of `../function/policy.json` with your names in it. Without one every spec is allowed, and the status page and `slipway doctor` say so unless `without_policy` is set."
  type        = string
  default     = null
  validation {
    condition     = var.policy_file == null || fileexists(coalesce(var.policy_file, "-"))
    error_message = "There is no policy file at ${coalesce(var.policy_file, "-")}: paths are relative to this folder."
  }
  validation {
    condition     = var.policy_file == null || !can(regex("PROJECT_ID|OUTPUT_BUCKET", file(coalesce(var.policy_file, "-"))))
    error_message = "The policy file has placeholders (PROJECT_ID, OUTPUT_BUCKET): write your own names in their place; docs/POLICY.md has a command for it."
  }
}

variable "project_id" {
  description = "ID of the project in which everything is, the persistent resource too."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", var.project_id))
    error_message = "The project is given by its ID, such as my-project-123, not by its number or display name."
  }
}

variable "publishers" {
  description = "Who may publish specs to the topic, and read the statuses of published ones: members such as `serviceAccount:ci@my-project.iam.gserviceaccount.com`. The policy's `messages` says what they may launch."
  type        = set(string)
  default     = []
  validation {
    condition     = alltrue([for member in var.publishers : can(regex("^(user|group|serviceAccount|domain|principal|principalSet):.+", member))])
    error_message = "A publisher is a member with its kind, such as user:ada@example.com or group:ml@example.com; to let everybody publish would be to let everybody run code."
  }
}

variable "role_suffix" {
  description = "Ends the custom roles' IDs, such as `_2`. Give one that you have not used when you apply more than a week after a destroy: Google keeps a deleted role's ID for about 37 days."
  type        = string
  default     = ""
  validation {
    condition     = can(regex("^(_[a-z0-9]{1,8})?$", var.role_suffix))
    error_message = "The suffix is an underscore and 1 to 8 lower-case letters and digits, such as _2."
  }
}

variable "runtime" {
  description = "The function's Java runtime. Of no use where `mode` is `container`."
  type        = string
  default     = "java25"
  validation {
    condition     = contains(["java17", "java21", "java25"], var.runtime)
    error_message = "The runtime must be java17, java21 or java25."
  }
}

variable "settings" {
  description = "Further environment variables of `function/README.md`, such as `{ SLIPWAY_WHEN_FULL = \"reject\" }`."
  type        = map(string)
  default     = {}
  validation {
    condition     = length(setsubtract(keys(var.settings), local.free_settings)) == 0
    error_message = "No such setting, or one that another variable sets: ${join(", ", setsubtract(keys(var.settings), local.free_settings))}. There are: ${join(", ", local.free_settings)}."
  }
}

variable "status_page" {
  description = "Whether to deploy the status page, behind IAM."
  type        = bool
  default     = false
}

variable "status_page_viewers" {
  description = "Who may open the status page: members such as `group:ml@example.com`."
  type        = set(string)
  default     = []
  validation {
    condition     = !contains(var.status_page_viewers, "allUsers") && !contains(var.status_page_viewers, "allAuthenticatedUsers")
    error_message = "The status page shows specs, accounts and images of everybody's jobs: it must not be opened to allUsers or allAuthenticatedUsers."
  }
}

variable "stuck_after_hours" {
  description = "Hours without a launch, while something waits, after which an alert is raised."
  type        = number
  default     = 6
  validation {
    condition     = var.stuck_after_hours >= 1 && var.stuck_after_hours <= 24 && floor(var.stuck_after_hours) == var.stuck_after_hours
    error_message = "The hours until an alert must be a whole number from 1 to 24: Cloud Monitoring does not look back further."
  }
}

variable "take_at_most_days" {
  description = "Days after its upload for which a spec is still taken (`SLIPWAY_TAKE_AT_MOST`)."
  type        = number
  default     = 7
  validation {
    condition     = var.take_at_most_days >= 1 && var.take_at_most_days <= 365 && floor(var.take_at_most_days) == var.take_at_most_days
    error_message = "A spec must be taken for 1 to 365 days after its upload, a whole number."
  }
}

variable "teams" {
  description = "Teams by the name of their folder in the spec bucket: `uploaders` create and read specs there, `publishers` publish to the topic, `viewers` read statuses; uploaders and viewers see the team's statuses only. Takes the place of `uploaders`."
  type = map(object({
    uploaders  = optional(set(string), [])
    publishers = optional(set(string), [])
    viewers    = optional(set(string), [])
  }))
  default = {}
  validation {
    condition     = alltrue([for team in keys(var.teams) : can(regex("^[A-Za-z0-9][A-Za-z0-9._-]*$", team))])
    error_message = "A team is named as its folder: letters, digits, dots, hyphens and underscores, beginning with a letter or digit. Slipway keeps names that begin with an underscore for itself."
  }
  validation {
    condition = alltrue(flatten([
      for team in values(var.teams) : [
        for member in setunion(team.uploaders, team.publishers, team.viewers) :
        can(regex("^(user|group|serviceAccount|domain|principal|principalSet):.+", member))
      ]
    ]))
    error_message = "A team's uploaders, publishers and viewers are members with their kind, such as user:ada@example.com or group:vision@example.com."
  }
}

variable "timeout_seconds" {
  description = "Seconds after which a request is given up."
  type        = number
  # The function begins nothing new after 40 seconds, but lets what it has begun come to its end: 180 are
  # enough for services that answer slowly (function/README.md).
  default = 180
  validation {
    condition     = var.timeout_seconds >= 180 && var.timeout_seconds <= 540
    error_message = "The timeout must be at least 180 seconds, within which the function ends by itself, and at most 540: after 600 Pub/Sub delivers again."
  }
}

variable "uploaders" {
  description = "Who may upload specs under any name, read all statuses and subscribe to outcomes: members such as `group:ml@example.com`. For one team; several are `teams`. Whoever may upload can run code as the accounts that the policy allows."
  type        = set(string)
  default     = []
  validation {
    condition     = alltrue([for member in var.uploaders : can(regex("^(user|group|serviceAccount|domain|principal|principalSet):.+", member))])
    error_message = "An uploader is a member with its kind, such as user:ada@example.com or group:ml@example.com; to let everybody upload would be to let everybody run code."
  }
  validation {
    condition     = length(var.uploaders) == 0 || length(var.teams) == 0
    error_message = "There are teams, and uploaders who may write to every team's folder: name those in `teams`, each under the team whose specs they upload."
  }
  validation {
    condition     = length(var.uploaders) == 0 || length(local.policy_teams) == 0
    error_message = "The policy has rules for the teams ${join(", ", local.policy_teams)}, and uploaders may write to every team's folder: name them in `teams`, each under the team whose specs they upload."
  }
}

variable "without_policy" {
  description = "Whether every spec is to be allowed: states that there is no `policy_file` on purpose."
  type        = bool
  default     = false
  validation {
    condition     = !var.without_policy || var.policy_file == null
    error_message = "There is a policy_file: remove it, or set without_policy to false."
  }
}
