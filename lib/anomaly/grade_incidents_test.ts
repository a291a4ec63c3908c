import { assertAlmostEquals, assertEquals } from "@std/assert";
import { gradeIncidents, type PlantedIncident } from "./grade_incidents.ts";
import type { IncidentRow } from "./incident.ts";

const MINUTE_MS = 60_000;
const REGION_OF_SERVER = new Map([["web-01", "us-east"], ["web-09", "eu-west"]]);

function found(from: number, to: number | null, scope_kind = "server", scope = "web-01"): IncidentRow {
  return {
    incident_id: `${from}`,
    opened_at: from * MINUTE_MS,
    closed_at: to === null ? null : to * MINUTE_MS,
    severity: "minor",
    scope_kind,
    scope,
    metric: "request_count",
    anomaly_count: 1,
    request_count: 1,
    peak_score: 100,
    summary: "",
    evidence: "{}",
  };
}

function planted(from: number, to: number, scope_kind = "server", scope = "web-01"): PlantedIncident {
  return { kind: "server_down", started_at: from * MINUTE_MS, ended_at: to * MINUTE_MS, scope_kind, scope };
}

const grade = (rows: readonly IncidentRow[], truth: readonly PlantedIncident[]) =>
  gradeIncidents(rows, truth, { regionOfServer: REGION_OF_SERVER });

const isMatch = (row: IncidentRow, truth: PlantedIncident) => grade([row], [truth]).recall === 1;

Deno.test("gradeIncidents() counts 2 of 3 planted as found and 2 of 4 found as true", () => {
  const truth = [planted(100, 120), planted(300, 320), planted(500, 520)];
  const rows = [found(102, 125), found(301, 318), found(400, 410), found(700, null)];
  const { precision, recall, f1, medianDelayMs, falsePerDay, foundPerTruth, missed, unfounded } = grade(rows, truth);
  assertEquals([precision, falsePerDay, foundPerTruth], [0.5, 2, 1]);
  assertAlmostEquals(recall!, 2 / 3);
  assertAlmostEquals(f1!, 4 / 7);
  assertEquals(medianDelayMs, 2.5 * MINUTE_MS);
  assertEquals(missed, [truth[2]!]);
  assertEquals(unfounded, [rows[2]!, rows[3]!]);
});

Deno.test("gradeIncidents() allows for consequences of 15 minutes after the end, and for nothing before the start", () => {
  assertEquals(isMatch(found(134, 140), planted(100, 120)), true);
  assertEquals(isMatch(found(135, 140), planted(100, 120)), false);
  assertEquals(isMatch(found(90, 101), planted(100, 120)), true);
  assertEquals(isMatch(found(90, 100), planted(100, 120)), false);
  assertEquals(isMatch(found(90, null), planted(100, 120)), true);
});

Deno.test("gradeIncidents() relates a scope to itself, to what contains it and to what cuts across it", () => {
  const truth = planted(100, 120);
  assertEquals(isMatch(found(100, 120, "all", "(all)"), truth), true);
  assertEquals(isMatch(found(100, 120, "region", "us-east"), truth), true);
  assertEquals(isMatch(found(100, 120, "method", "GET"), truth), true);
  assertEquals(isMatch(found(100, 120, "region", "eu-west"), truth), false);
  assertEquals(isMatch(found(100, 120, "server", "web-09"), truth), false);
  assertEquals(isMatch(found(100, 120, "server", "web-09"), planted(100, 120, "region", "eu-west")), true);
});

Deno.test("gradeIncidents() counts the delay to the end of the first anomalous minute, never below 0", () => {
  const delayOf = (from: number) => grade([found(from, 120)], [planted(100, 120)]).medianDelayMs! / MINUTE_MS;
  assertEquals([100, 104, 90].map(delayOf), [1, 5, 0]);
});

Deno.test("gradeIncidents() takes the earliest of several matches and tells how many there were", () => {
  const grades = grade([found(110, 120), found(103, 105)], [planted(100, 120)]);
  assertEquals([grades.precision, grades.foundPerTruth, grades.medianDelayMs], [1, 2, 4 * MINUTE_MS]);
});

Deno.test("gradeIncidents() has no ratios of nothing", () => {
  const { precision, recall, f1, medianDelayMs, foundPerTruth } = grade([], []);
  assertEquals([precision, recall, f1, medianDelayMs, foundPerTruth], [null, null, null, null, null]);
  const clean = gradeIncidents([found(1, 2), found(9, 10)], [], { days: 4 });
  assertEquals([clean.precision, clean.recall, clean.falsePerDay], [0, null, 0.5]);
});
