import { assertEquals } from "@std/assert";
import { cloudFigures } from "./cloud_figures.ts";
import type { LabelledSeries } from "./labelled_series.ts";
import { intervalMs } from "./score_series.ts";

/** A quiet series with one spike, which is its incident. */
function series(stepMs: number): LabelledSeries {
  return {
    name: String(stepMs),
    at: Float64Array.from({ length: 1000 }, (_, row) => row * stepMs),
    values: Float64Array.from({ length: 1000 }, (_, row) => row === 700 ? 500 : 10 + (row * 7919) % 5),
    windows: [{ first: 700, last: 702 }],
  };
}

Deno.test("cloudFigures() measures series of minutes and of hours apart", () => {
  const figures = cloudFigures([series(60_000), series(3_600_000), series(60_000)]);
  assertEquals(figures.map(({ title, seriesCount, incidentCount }) => [title, seriesCount, incidentCount]), [
    ["minutes", 2, 2],
    ["hours", 1, 1],
  ]);
  assertEquals(figures.map(({ best, recallAtFew }) => [best?.f1, recallAtFew]), [[1, 1], [1, 1]]);
});

Deno.test("intervalMs() is the median, whatever gaps there are", () => {
  assertEquals(intervalMs({ ...series(1), at: Float64Array.of(0, 60, 120, 9000, 9060) }), 60);
});
