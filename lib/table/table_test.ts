import { assertEquals, assertThrows } from "@std/assert";
import { dayName, dayOf } from "./day.ts";
import { defineTable } from "./table.ts";

const columns = { at: { type: "instant", meaning: "" }, name: { type: "text", meaning: "" } } as const;

Deno.test("defineTable() refuses a key or time that is none of its columns", () => {
  const table = { name: "t", grain: "", key: ["name"], time: "at", columns };
  assertEquals(defineTable(table), table);
  assertThrows(() => defineTable({ ...table, key: ["id"] }), TypeError, `Cannot define table "t": "id"`);
  assertThrows(() => defineTable({ ...table, time: "when" }), TypeError, `Cannot define table "t": "when"`);
});

Deno.test("a day begins at midnight UTC and ends before the next, before 1970 too", () => {
  const midnight = Date.UTC(2026, 10, 22);
  assertEquals([midnight, midnight + 1, midnight + 86_399_999].map(dayOf), [midnight, midnight, midnight]);
  assertEquals(dayOf(midnight - 1), Date.UTC(2026, 10, 21));
  assertEquals(dayOf(-1), -86_400_000);
  assertEquals([midnight, midnight - 1].map(dayName), ["2026-11-22", "2026-11-21"]);
});
