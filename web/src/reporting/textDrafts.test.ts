import { expect, test } from "vitest";
import { readDrafts, withDraft, writeDrafts } from "./textDrafts.ts";

function storage() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

test("a text that is not kept waits for its writer in its review alone", () => {
  const place = storage();
  const drafts = withDraft({}, "summary", "Half a sen", "");
  writeDrafts(place, "R", "ann", drafts);
  expect(readDrafts(place, "R", "ann")).toEqual({ summary: { text: "Half a sen", over: "" } });
  expect([readDrafts(place, "R", "bob"), readDrafts(place, "S", "ann")]).toEqual([{}, {}]);
});

test("a draft remembers what was kept when it was begun, and goes when it says what is kept", () => {
  const begun = withDraft({}, "results", "New", "Old");
  const later = withDraft(begun, "results", "Newer", "By somebody else");
  expect(later).toEqual({ results: { text: "Newer", over: "Old" } });
  const place = storage();
  writeDrafts(place, "R", "ann", later);
  writeDrafts(place, "R", "ann", withDraft(later, "results", "Newer", "Newer"));
  expect(place.kept.size).toBe(0);
});

test("a storage that holds something else, or none at all, is no fault", () => {
  const place = storage();
  place.setItem("chartroom.texts.R.ann", "{not json");
  expect(readDrafts(place, "R", "ann")).toEqual({});
  place.setItem("chartroom.texts.R.ann", '{"summary":7,"results":{"text":"a","over":"b"}}');
  expect(readDrafts(place, "R", "ann")).toEqual({ results: { text: "a", over: "b" } });
  const full = {
    ...place,
    setItem: () => {
      throw new Error("full");
    },
  };
  expect(() => writeDrafts(full, "R", "ann", withDraft({}, "summary", "x", ""))).not.toThrow();
});
