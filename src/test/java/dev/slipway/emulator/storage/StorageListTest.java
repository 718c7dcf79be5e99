package dev.slipway.emulator.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.gax.paging.Page;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobListOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Listings through Google's own client. */
class StorageListTest {

  private final StorageRig rig = StorageRig.start();

  @AfterEach
  void stop() {
    rig.close();
  }

  private void put(String... names) {
    for (String name : names) {
      rig.emulator.put("specs", name, new byte[] {1}, Map.of("k", name));
    }
  }

  /** The names page by page; rolled-up prefixes are among them. */
  private List<List<String>> pages(BlobListOption... options) {
    List<List<String>> pages = new ArrayList<>();
    Page<Blob> page = rig.client.list("specs", options);
    while (page != null) {
      List<String> names = new ArrayList<>();
      page.getValues().forEach(blob -> names.add(blob.getName()));
      pages.add(names);
      page = page.getNextPage();
    }
    return pages;
  }

  @Test
  void anEmptyBucketHasOneEmptyPage() {
    assertEquals(List.of(List.of()), pages());
  }

  @Test
  void namesComeInTheOrderOfTheirBytes() {
    put("b", "a/2", "a", "a-1", "B", "ä", "🚢", "\uFF5E", "a/10");

    assertEquals(
        List.of(List.of("B", "a", "a-1", "a/10", "a/2", "b", "ä", "\uFF5E", "🚢")), pages());
  }

  @Test
  void aPrefixAndOffsetsNarrowTheList() {
    put("queue/1", "queue/2", "queue/3", "queue", "queues/1", "done/1");

    assertEquals(
        List.of(List.of("queue/1", "queue/2", "queue/3")), pages(BlobListOption.prefix("queue/")));
    assertEquals(
        List.of(List.of("queue/1", "queue/2")),
        pages(BlobListOption.startOffset("queue/"), BlobListOption.endOffset("queue/3")));
  }

  @Test
  void aDelimiterRollsNamesUp() {
    put("a", "a/1", "a/2", "a/b/3", "c/1", "d", "a-1");

    assertEquals(
        List.of(List.of("a", "a-1", "d", "a/", "c/")), pages(BlobListOption.currentDirectory()));
    assertEquals(
        List.of(List.of("a/1", "a/2", "a/b/")),
        pages(BlobListOption.prefix("a/"), BlobListOption.delimiter("/")));
  }

  @Test
  void pagesFollowOneAnotherWithoutGapOrRepeat() {
    put("a/1", "a/2", "b", "c/1", "c/2", "d", "e");

    assertEquals(
        List.of(List.of("a/1", "a/2", "b"), List.of("c/1", "c/2", "d"), List.of("e")),
        pages(BlobListOption.pageSize(3)));
    assertEquals(
        List.of(List.of("b", "a/"), List.of("d", "c/"), List.of("e")),
        pages(BlobListOption.pageSize(2), BlobListOption.currentDirectory()));
  }

  @Test
  void aFullLastPageHasNoNext() {
    put("a", "b", "c", "d");

    assertEquals(List.of(List.of("a", "b"), List.of("c", "d")), pages(BlobListOption.pageSize(2)));
  }

  @Test
  void noPageHasMoreThanAThousand() {
    for (int i = 0; i < 1_001; i++) {
      put(String.format("%04d", i));
    }

    assertEquals(
        List.of(1_000, 1), pages(BlobListOption.pageSize(5_000)).stream().map(List::size).toList());
    assertEquals(1_001, rig.emulator.names("specs", "").size());
  }

  @Test
  void aPageIsNotDisturbedByWhatChangesBetween() {
    put("a", "b", "c", "d");
    Page<Blob> first = rig.client.list("specs", BlobListOption.pageSize(2));
    put("aa");
    put("bb");

    List<String> rest = new ArrayList<>();
    first.getNextPage().getValues().forEach(blob -> rest.add(blob.getName()));

    assertEquals(List.of("bb", "c"), rest);
  }

  @Test
  void metadataIsListedAndOnlyTheFieldsAskedFor() {
    put("a");

    Blob whole = rig.client.list("specs").getValues().iterator().next();
    Blob part =
        rig.client
            .list("specs", BlobListOption.fields(BlobField.METADATA, BlobField.GENERATION))
            .getValues()
            .iterator()
            .next();

    assertEquals(Map.of("k", "a"), whole.getMetadata());
    assertNotNull(whole.getMd5());
    assertEquals(Map.of("k", "a"), part.getMetadata());
    assertEquals(whole.getGeneration(), part.getGeneration());
    assertNull(part.getMd5());
    assertNull(part.getSize());
  }

  @Test
  void deletedObjectsAreNotListed() {
    put("a", "b");

    assertTrue(rig.client.delete("specs", "a"));
    assertFalse(rig.emulator.get("specs", "a").isPresent());
    assertEquals(List.of(List.of("b")), pages(BlobListOption.versions(false)));
  }
}
