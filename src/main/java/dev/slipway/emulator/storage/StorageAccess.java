package dev.slipway.emulator.storage;

import java.util.Optional;

/**
 * Refuses what an access table does not grant, in the words of Cloud Storage. Lets everything pass
 * until there is one. Safe for use by many threads.
 */
final class StorageAccess {

  private static final String BEARER = "Bearer ";

  private final StorageState state;
  private volatile Optional<AccessTable> table = Optional.empty();

  /**
   * @param state what is held: replacing takes more than creating
   */
  StorageAccess(StorageState state) {
    this.state = state;
  }

  /** Goes by a table from now on. */
  void guard(AccessTable value) {
    table = Optional.of(value);
  }

  /**
   * The call, if its principal may make it. It asks no more for permissions that the principal does
   * not have on the whole bucket.
   *
   * @throws StorageRefusal if a permission is missing, or the bucket
   */
  StorageRequest checked(StorageRequest request) {
    return table.map(granted -> checked(granted, request)).orElse(request);
  }

  private StorageRequest checked(AccessTable granted, StorageRequest request) {
    if (!request.names().isEmpty()) {
      // Throws where there is no such bucket, which is told to anybody.
      var unused = state.settings(request.bucket());
    }
    String principal = principal(request);
    for (StorageNeed need : StorageNeed.of(request)) {
      require(granted, principal, need);
      if (need.permission().equals(StorageNeed.CREATE) && isThere(need)) {
        require(granted, principal, need.with(StorageNeed.DELETE));
      }
      if (need.permission().equals(StorageNeed.GET) && !isThere(need)) {
        // Who may not list is not told whether something is there.
        require(granted, principal, need.with(StorageNeed.LIST));
      }
    }
    return request.call() == StorageCall.BUCKETS_TEST_PERMISSIONS
        ? request.with(
            "permissions",
            request.parameters("permissions").stream()
                .filter(asked -> granted.allows(principal, asked, request.bucket(), ""))
                .toList())
        : request;
  }

  private static String principal(StorageRequest request) {
    return request
        .header("Authorization")
        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
        .map(value -> value.substring(BEARER.length()))
        .orElse(AccessTable.ANONYMOUS);
  }

  private boolean isThere(StorageNeed need) {
    try {
      return state.get(ObjectTarget.live(need.bucket(), need.name())).generation() != 0;
    } catch (StorageRefusal refusal) {
      return false;
    }
  }

  private static void require(AccessTable granted, String principal, StorageNeed need) {
    if (granted.allows(principal, need.permission(), need.bucket(), need.name())) {
      return;
    }
    boolean isAnonymous = principal.equals(AccessTable.ANONYMOUS);
    String message =
        "%s does not have %s access to the %s. Permission '%s' denied on resource (or it may not exist)."
            .formatted(
                isAnonymous ? "Anonymous caller" : principal,
                need.permission(),
                need.resource(),
                need.permission());
    throw isAnonymous
        ? new StorageRefusal(401, "required", message)
        : new StorageRefusal(403, "forbidden", message);
  }
}
