import { assert, assertEquals } from "@std/assert";
import type { Series } from "./detector.ts";
import { expectedBand } from "./expected_band.ts";

const noisy = (minute: number) => 100 + 5 * Math.sin(minute * 12.9898);
const series = (valueOf: (minute: number) => number, minutes = 300): Series => ({
  scopeKind: "all",
  scope: "(all)",
  metric: "p95_duration_ms",
  kind: "latency",
  windowMs: 60_000,
  points: Array.from(
    { length: minutes },
    (_, minute) => ({ at: minute * 60_000, value: valueOf(minute), sampleCount: 200 }),
  ),
});

Deno.test("calm minutes lie in their band, an incident outside of it", () => {
  const band = expectedBand(series((minute) => minute === 250 ? 400 : noisy(minute)));
  const outside = band.filter(({ observed, lower, upper }) => observed! < lower || observed! > upper);
  assertEquals(outside.map(({ at }) => at / 60_000), [250]);
  assert(band.every(({ lower, expected, upper }) => lower < expected && expected < upper));
});

Deno.test("nothing is expected before half an hour was seen", () => {
  assertEquals(expectedBand(series(noisy, 30)), []);
  assertEquals(expectedBand(series(noisy, 31)).length, 1);
});
