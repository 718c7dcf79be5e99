package dev.slipway.emulator.storage;

import java.util.List;
import java.util.Set;

/**
 * Who may do what in the emulated Cloud Storage, as IAM says it for the real one. What nothing
 * grants is refused. The principal of a call is its bearer token, as it comes: {@code
 * Authorization: Bearer ada@example.com} is a call of {@code ada@example.com}.
 *
 * @param grants what is granted; empty: nothing to anybody
 */
public record AccessTable(List<Grant> grants) {

  /** The principal of calls without a bearer token. */
  public static final String ANONYMOUS = "";

  public AccessTable {
    grants = List.copyOf(grants);
  }

  /**
   * Permissions that a principal has.
   *
   * @param principal an e-mail address, or {@link #ANONYMOUS}
   * @param permissions as IAM calls them, such as {@code storage.objects.get}; empty: none
   * @param bucket the bucket where it has them; empty: every one, and the project itself
   * @param prefix how the names begin of the objects for which it has them, as the name of a
   *     managed folder or a condition says; empty: all objects, and the bucket itself. To list
   *     takes the permission for the prefix that is listed
   */
  public record Grant(String principal, Set<String> permissions, String bucket, String prefix) {

    public Grant {
      permissions = Set.copyOf(permissions);
    }

    private boolean gives(String wanted, String of, String name) {
      return permissions.contains(wanted)
          && (bucket.isEmpty() || bucket.equals(of))
          && name.startsWith(prefix);
    }
  }

  /**
   * Whether a principal has a permission.
   *
   * @param principal an e-mail address, or {@link #ANONYMOUS}
   * @param permission as IAM calls it
   * @param bucket the bucket where it is needed; empty for the project
   * @param name the object's name, or the prefix of a list; empty for the bucket itself
   */
  public boolean allows(String principal, String permission, String bucket, String name) {
    return grants.stream()
        .anyMatch(
            grant -> grant.principal.equals(principal) && grant.gives(permission, bucket, name));
  }
}
