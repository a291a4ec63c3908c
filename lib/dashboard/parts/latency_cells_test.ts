import { assertEquals } from "@std/assert";
import { sketchOf } from "../../traffic/latency_sketch.ts";
import type { ViewRow } from "../page.ts";
import { latencyCells } from "./latency_cells.ts";

const MINUTE_MS = 60_000;
const minute = (place: number, durations: readonly number[]) =>
  ({ minute_at: place * MINUTE_MS, latency_sketch: sketchOf(durations) }) as unknown as ViewRow;

Deno.test("latencyCells() has a row for durations that no request took, so that the axis is true", () => {
  const { cells, rows } = latencyCells([minute(0, [12, 12]), minute(1, [120])], MINUTE_MS);
  assertEquals(rows.map(({ label }) => label), ["100 ms", "56 ms", "32 ms", "18 ms", "10 ms"]);
  assertEquals(rows.map(({ belowMs }, place) => place === 0 || belowMs === rows[place - 1]!.leastMs), [
    true,
    true,
    true,
    true,
    true,
  ]);
  assertEquals(cells, [
    { from: MINUTE_MS, to: 2 * MINUTE_MS, row: "100 ms", value: 1 },
    { from: 0, to: MINUTE_MS, row: "10 ms", value: 2 },
  ]);
});

Deno.test("latencyCells() of no duration has no row", () => {
  assertEquals(latencyCells([], MINUTE_MS), { cells: [], rows: [] });
});
