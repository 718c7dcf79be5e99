package dev.slipway.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the lists of a policy may hold. */
class EntriesTest {

  @ParameterizedTest
  @CsvSource({
    "a@b, true",
    "train@acme.iam.gserviceaccount.com, true",
    "@b, false",
    "a@, false",
    "@, false",
    "ab, false",
    "a@b@c, false",
    "a b@c, false",
    "a@b/c, false",
    "a@*, false",
    "'', false",
  })
  void aServiceAccountHasANameAndADomain(String text, boolean isEntry) {
    assertEquals(isEntry, ListRule.SERVICE_ACCOUNTS.entry(text).equals(Optional.of(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "gs://models/, true",
    "gs://models/a/, true",
    "gs://models/a, false",
    "gs://models, false",
    "gs:///, false",
    "gs:///a/, false",
    "gs://, false",
    "gs://models//, false",
    "gs://models//a/, false",
    "gs://models/./, false",
    "gs://models/../, false",
    "gs://../a/, false",
    "gs://models/.a/, true",
    "s3://models/, false",
    "'gs://models/\u0007/', false",
  })
  void anOutputLocationIsAFolderThatProgramsReadInOneWay(String text, boolean isEntry) {
    assertEquals(isEntry, ListRule.OUTPUTS.entry(text).equals(Optional.of(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "gs://packages/train.tar.gz, true",
    "gs://packages/, true",
    "gs://packages/a/../train.tar.gz, false",
    "gs://packages/a/.., false",
    "gs://packages/a/., false",
    "gs://packages, false",
    "gs://, false",
  })
  void aPackageIsAnObjectOrAFolderThatProgramsReadInOneWay(String text, boolean isEntry) {
    assertEquals(isEntry, ListRule.PACKAGES.entry(text).equals(Optional.of(text)));
  }
}
