/**
 * How good detection is on a few whole synthetic days: 200,000 requests, 20 servers, 4 regions. `deno task evaluate`
 * measures many more; the limits below leave a margin for the few seeds that are run here.
 */
import { assert } from "@std/assert";
import type { Grades } from "../anomaly/grade_incidents.ts";
import { median } from "../anomaly/median.ts";
import { incidentFigures } from "./incident_figures.ts";
import { gradeSyntheticDays } from "./synthetic_days.ts";

const MINUTE_MS = 60_000;

function delaysOf(days: readonly Grades[], kinds: readonly string[]): number[] {
  return days.flatMap(({ delays }) => delays)
    .filter(({ truth }) => kinds.includes(truth.kind))
    .map(({ delayMs }) => delayMs / MINUTE_MS);
}

Deno.test("detection on synthetic days with incidents", async (t) => {
  const days = [25, 26, 27, 28].map((seed) => gradeSyntheticDays({ seed }));
  const { recall, precision } = incidentFigures(days, days.length);

  await t.step("finds at least 90 % of the incidents", () => {
    const missed = days.flatMap((day) => day.missed.map(({ kind, scope }) => `${kind} ${scope}`));
    assert(recall! >= 0.9, missed.join(", "));
  });

  await t.step("is right at least 85 % of the time and tells each incident about once", () => {
    const unfounded = days.flatMap((day) => day.unfounded.map(({ summary }) => summary));
    assert(precision! >= 0.85, unfounded.join("\n"));
    days.forEach(({ foundPerTruth }) => assert(foundPerTruth! <= 1.5, `${foundPerTruth} a planted incident`));
  });

  await t.step("takes a minute or two for what is sudden, some for what is slow, half an hour for a leak", () => {
    const sudden = ["server_down", "region_outage", "traffic_surge", "retry_storm", "error_burst"];
    assert(median(delaysOf(days, sudden))! <= 2);
    assert(median(delaysOf(days, ["latency_degradation", "noisy_neighbour"]))! <= 8);
    assert(median(delaysOf(days, ["memory_leak"]))! <= 45);
  });
});

Deno.test("detection raises fewer than one false incident on two clean synthetic days", () => {
  const days = [25, 26, 27, 28, 29, 30].map((seed) => gradeSyntheticDays({ seed, incidents: "none" }));
  const unfounded = days.flatMap((day) => day.unfounded.map(({ summary }) => summary));
  assert(unfounded.length < days.length / 2, unfounded.join("\n"));
});
