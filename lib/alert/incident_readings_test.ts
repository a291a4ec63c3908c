import { assertEquals } from "@std/assert";
import { incidentReadings } from "./incident_readings.ts";

const MINUTE_MS = 60_000;

Deno.test("incidentReadings() gives each scope the most serious of its incidents, minute by minute", () => {
  const incident = (scope: string, severity: string, opened: number, closed: number | null) => ({
    scope_kind: "server",
    scope,
    severity,
    summary: `${severity} in ${scope}`,
    opened_at: opened * MINUTE_MS,
    closed_at: closed === null ? null : closed * MINUTE_MS,
  });
  const incidents = [
    incident("a", "minor", 0, 4),
    incident("a", "critical", 2, 3),
    incident("b", "moderate", 3, null),
    incident("gone", "critical", 0, 1),
  ];
  const found = incidentReadings(incidents, { from: MINUTE_MS, to: 5 * MINUTE_MS });
  assertEquals(found.map(({ scope, readings }) => [scope, readings.map(({ at, value }) => [at / MINUTE_MS, value])]), [
    ["a", [[1, 1], [2, 3], [3, 1]]],
    ["b", [[3, 2], [4, 2]]],
    ["gone", []],
  ]);
  assertEquals(found[1]!.stories, [{ from: 3 * MINUTE_MS, to: null, words: "moderate in b" }]);
});
