import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { Grades, PlantedIncident } from "../anomaly/grade_incidents.ts";
import type { IncidentRow } from "../anomaly/incident.ts";
import { incidentFigures } from "./incident_figures.ts";

function planted(kind: string): PlantedIncident {
  return { kind, started_at: 0, ended_at: 1, scope_kind: "all", scope: "(all)" };
}

/** Grades of a day by what was found after how many minutes, what was missed, and how many alarms were false. */
function day(found: Readonly<Record<string, number>>, missed: readonly string[], falseCount: number): Grades {
  const delays = Object.entries(found).map(([kind, minutes]) => ({ truth: planted(kind), delayMs: 60_000 * minutes }));
  return {
    precision: null,
    recall: null,
    f1: null,
    medianDelayMs: null,
    falsePerDay: falseCount,
    foundPerTruth: delays.length === 0 ? null : 1,
    missed: missed.map(planted),
    unfounded: Array.from({ length: falseCount }, () => ({}) as IncidentRow),
    delays,
  };
}

Deno.test("incidentFigures() counts every incident the same, on whatever day it was", () => {
  const days = [day({ server_down: 1, memory_leak: 30, error_burst: 3 }, ["traffic_surge"], 1), day({}, [], 2)];
  const figures = incidentFigures(days, 2);
  assertEquals([figures.plantedCount, figures.recall, figures.precision], [4, 0.75, 0.5]);
  assertAlmostEquals(figures.f1!, 0.6);
  assertEquals([figures.medianDelayMinutes, figures.medianOutageDelayMinutes], [3, 2]);
  assertEquals(figures.falseAlarmsPerDay, 1.5);
});

Deno.test("incidentFigures() has no ratio where there is nothing to divide by", () => {
  const { recall, precision, f1, medianDelayMinutes } = incidentFigures([day({}, [], 0)], 1);
  assertEquals([recall, precision, f1, medianDelayMinutes], [null, null, null, null]);
});
