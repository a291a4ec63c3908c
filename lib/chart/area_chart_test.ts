import { assertEquals } from "@std/assert";
import { areaChart } from "./area_chart.ts";
import { PAGE_THEME as theme } from "./theme.ts";

const STEP_MS = 60_000;

/** What is drawn of a part with points at some minutes. */
function drawn(minutes: readonly number[]): (readonly [minute: number, value: number])[] {
  const points = minutes.map((minute) => ({ at: minute * STEP_MS, value: 5 }));
  const chart = areaChart("traffic", [{ name: "all", colour: theme.good, points }], {
    theme,
    unit: "requests/s",
    domain: [0, 3_600_000],
    stepMs: STEP_MS,
  }) as unknown as { data: { values: { at: number; value: number }[] } };
  return chart.data.values.map(({ at, value }) => [at / STEP_MS, value]);
}

Deno.test("areaChart() draws the last step to its end", () => {
  assertEquals(drawn([7]), [[7, 5], [8, 5]]);
});

Deno.test("areaChart() draws nothing where steps are missing: an outage is no traffic", () => {
  assertEquals(drawn([0, 1, 4]), [[0, 5], [1, 5], [2, 0], [3, 0], [4, 5], [5, 5]]);
});
