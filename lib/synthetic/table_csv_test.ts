import { assertEquals } from "@std/assert";
import { defineTable } from "../table/table.ts";
import { csvField } from "./csv_field.ts";
import { tableCsv } from "./table_csv.ts";

const NOTES = defineTable({
  name: "notes",
  grain: "one row a note",
  key: ["at"],
  time: "at",
  columns: {
    at: { type: "instant", meaning: "" },
    text: { type: "text", meaning: "" },
    score: { type: "real", nullable: true, meaning: "" },
  },
});

Deno.test("tableCsv() writes instants in UTC, quotes what needs it and leaves null empty", () => {
  const rows = [{ at: Date.UTC(2026, 0, 5), text: 'a "b", c', score: null }, { at: 0, text: "plain", score: 0.5 }];
  assertEquals(
    tableCsv(NOTES, ["at", "score", "text"], rows),
    '2026-01-05T00:00:00.000Z,,"a ""b"", c"\n1970-01-01T00:00:00.000Z,0.5,plain\n',
  );
});

Deno.test("csvField() leaves plain values alone", () => {
  assertEquals(["web-01", "", "a b"].map(csvField), ["web-01", "", "a b"]);
  assertEquals(csvField("two\nlines"), '"two\nlines"');
});
