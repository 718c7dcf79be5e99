package dev.slipway.policy;

import java.util.Optional;

/**
 * One entry of the allowed images. Its last character says what it allows: {@code /} everything
 * below, {@code :} every tag of one repository, {@code @} every digest of one; anything else
 * exactly that image. So no name that merely begins alike is let in.
 *
 * @param written as the policy has it
 * @param canonical what the image's full name must begin with, or be
 * @param isWhole whether it must be all of it
 */
record ImageRule(String written, String canonical, boolean isWhole) {

  static final String EXPECTED =
      "an image, or the beginning of one that ends in a slash, a colon or an at sign";

  /** Reads an entry; empty when it is none. */
  static Optional<ImageRule> parse(String entry) {
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    String beginning = entry.substring(0, entry.length() - 1);
    char end = entry.charAt(entry.length() - 1);
    return switch (end) {
      case '/' -> Image.folder(beginning).map(folder -> new ImageRule(entry, folder + end, false));
      case ':', '@' ->
          Image.repository(beginning).map(name -> new ImageRule(entry, name + end, false));
      default -> Image.parse(entry).map(image -> new ImageRule(entry, image.toString(), true));
    };
  }

  boolean allows(Image image) {
    String name = image.toString();
    return isWhole ? name.equals(canonical) : name.startsWith(canonical);
  }
}
