/**
 * Whether incidents name the culprit: on synthetic days whose incidents are known, the scope that an incident is told of
 * is the very server, region or whole that was hit.
 */
import { assert } from "@std/assert";
import { MinuteSeries } from "../evaluation/minute_series.ts";
import { SEEDED_KINDS } from "../synthetic/incident_kind.ts";
import { type IncidentTruth, syntheticIncidents, type SyntheticPlan, syntheticPlan } from "../synthetic/mod.ts";
import { SyntheticTraffic } from "../synthetic/synthetic_traffic.ts";
import { findAnomalies } from "./find_anomalies.ts";
import { gradeIncidents } from "./grade_incidents.ts";
import type { IncidentRow } from "./incident.ts";
import { mergeIncidents } from "./merge_incidents.ts";

/** Twenty days that no threshold was chosen on. */
const SEEDS = Array.from({ length: 20 }, (_, index) => 131 + index);
const TOLERANCE_MS = 900_000;

/** A planted incident that was found, with the largest of the incidents that tell of it. */
interface Told {
  readonly truth: IncidentTruth;
  readonly told: IncidentRow;
}

function tellDay(plan: SyntheticPlan): Told[] {
  const traffic = new SyntheticTraffic(plan);
  const { servers, regions } = traffic.fleet;
  const regionOfServer = new Map(servers.map(({ id, region }) => [id, regions[region]!.name]));
  const minutes = new MinuteSeries();
  let minuteAt = 0;
  const samplesOfMinutes = traffic.run((at) => minuteAt = at, (request) => {
    const { id, region } = servers[request.server]!;
    minutes.addRequest("all", "(all)", request);
    minutes.addRequest("server", id, request);
    minutes.addRequest("region", regions[region]!.name, request);
  });
  for (const samples of samplesOfMinutes) {
    minutes.closeMinute(minuteAt);
    samples.forEach((row) => minutes.addSample(row));
  }
  const series = minutes.list();
  const { incidents } = mergeIncidents(findAnomalies(series, { poolOfServer: regionOfServer }), series, {
    regionOfServer,
  });
  return syntheticIncidents(plan).flatMap((truth) => {
    const { unfounded } = gradeIncidents(incidents, [truth], { regionOfServer, toleranceMs: TOLERANCE_MS });
    const founded = incidents.filter((incident) => !unfounded.includes(incident));
    const told = founded.toSorted((a, b) => b.anomaly_count - a.anomaly_count)[0];
    return told === undefined ? [] : [{ truth, told }];
  });
}

const isNamed = ({ truth, told }: Told) => truth.scope_kind === told.scope_kind && truth.scope === told.scope;

Deno.test("incidents of twenty synthetic days name the culprit", async (t) => {
  const told = SEEDS.flatMap((seed) => tellDay(syntheticPlan({ seed })));
  const wrong = told.filter((one) => !isNamed(one));
  const words = wrong.map(({ truth, told }) => `${truth.kind} of ${truth.scope}: ${told.summary}`).join("\n");

  await t.step("in at least 90 % of those that are found", () => {
    assert(told.length >= 120, `${told.length} incidents are too few to tell`);
    assert(wrong.length <= 0.1 * told.length, `${wrong.length} of ${told.length}\n${words}`);
  });

  for (const kind of SEEDED_KINDS) {
    await t.step(`in at least 80 % of each kind: ${kind}`, () => {
      const ofKind = told.filter(({ truth }) => truth.kind === kind);
      assert(ofKind.filter(isNamed).length >= 0.8 * ofKind.length, words);
    });
  }
});
