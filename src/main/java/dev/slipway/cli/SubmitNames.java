package dev.slipway.cli;

import dev.slipway.dispatch.model.SpecFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether specs can be uploaded under the names that they are to have. */
final class SubmitNames {

  private SubmitNames() {}

  /**
   * What is wrong with the names; empty when nothing is.
   *
   * @param filter which objects are specs, as far as is known
   * @param isUnchecked whether others may be uploaded too
   */
  static Optional<String> check(
      List<SpecFiles.CheckedFile> specs, SpecFilter filter, boolean isUnchecked) {
    Map<String, String> files = new HashMap<>();
    for (SpecFiles.CheckedFile each : specs) {
      String other = files.put(each.object(), each.file());
      if (other != null) {
        return Optional.of(
            other
                + " and "
                + each.file()
                + " would both be "
                + each.object()
                + "; submit them one by one, with --as or --prefix");
      }
      Optional<String> whyNot = filter.whyNot(filter.bucket(), each.object());
      if (whyNot.isPresent() && !isUnchecked) {
        return Optional.of(
            each.file()
                + " would be taken for no spec: "
                + whyNot.get()
                + "; give it a name with --as, or upload it all the same with --no-check");
      }
    }
    return Optional.empty();
  }
}
