import { assertEquals } from "@std/assert";
import type { IncidentRow } from "../anomaly/incident.ts";
import { judgeFigure } from "../quality/data_quality.ts";
import type { SloStatusRow } from "../slo/slo_status.ts";
import { makeReport, type ReportParts, type ReportTotals } from "./report.ts";
import type { ScopeTotals } from "./worth_a_look.ts";

const NO_TRAFFIC: ReportParts = {
  totals: {} as ReportTotals,
  scopes: [],
  severities: [],
  incidents: [],
  retryEpisodes: [],
  retryRecommendations: [],
  objectives: [],
  objectiveWarnings: [],
  health: [],
  capacity: { capacity: [], losses: [], crossings: [], maintenance: [] },
  quality: [],
};

function incident(incident_id: string, severity: string, request_count: number, opened_at = 0): IncidentRow {
  return { incident_id, severity, request_count, opened_at, summary: `story ${incident_id}` } as IncidentRow;
}

function scope(scope_kind: string, name: string, figures: Partial<ScopeTotals>): ScopeTotals {
  const nothing = { request_count: 100, server_error_ratio: 0, retry_ratio: 0, avg_duration_ms: null };
  return { scope_kind, scope: name, max_p95_duration_ms: null, ...nothing, ...figures };
}

Deno.test("makeReport() ranks incidents by severity, then by requests hit, then by time", () => {
  const incidents = [
    incident("a", "minor", 900),
    incident("b", "critical", 10),
    incident("c", "critical", 20, 2),
    incident("d", "critical", 20, 1),
    incident("e", "moderate", 5),
  ];
  const { incidents: ranked, worth_a_look } = makeReport({ ...NO_TRAFFIC, incidents });
  assertEquals(ranked.map(({ incident_id }) => incident_id).join(""), "dcbea");
  assertEquals(worth_a_look, ["story d", "story c", "story b"]);
});

Deno.test("makeReport() counts anomalies of every severity, those that did not occur too", () => {
  const { anomalies } = makeReport({ ...NO_TRAFFIC, severities: ["minor", "critical", "minor"] });
  assertEquals(anomalies, { minor: 2, moderate: 0, critical: 1 });
});

Deno.test("makeReport() warns in words of what did not pass, and of nothing else", () => {
  const judged = (observed: number, limit_value: number | null, meaning: string) =>
    judgeFigure({ check_name: "c", observed, limit_value, meaning }, "run", 0);
  const quality = [
    judged(0.12345, 0.01, "share of lines"),
    judged(3, 0, "broken rows"),
    judged(12_345, 0, "many broken rows"),
    judged(0, 0, "sound rows"),
    judged(99, null, "age"),
  ];
  assertEquals(makeReport({ ...NO_TRAFFIC, quality }).quality_warnings, [
    "share of lines: 0.123, at most 0.01 is healthy",
    "broken rows: 3, at most 0 is healthy",
    "many broken rows: 12300, at most 0 is healthy",
  ]);
});

Deno.test("makeReport() tells the last row of each objective with events, the one with the least budget first", () => {
  const row = (objective: string, hour_at: number, budget_left_ratio: number | null, page_minute_count = 0) =>
    ({
      objective,
      hour_at,
      budget_left_ratio,
      page_minute_count,
      ticket_minute_count: 1,
      window_event_count: budget_left_ratio === null ? 0 : 5,
    }) as SloStatusRow;
  const rows = [row("a", 1, 0.1, 3), row("a", 2, 0.9, 4), row("b", 1, 1), row("b", 2, -3), row("silent", 2, null)];
  const { objectives } = makeReport({ ...NO_TRAFFIC, objectives: rows });
  assertEquals(objectives.map((o) => [o.objective, o.hour_at, o.run_page_minute_count, o.run_ticket_minute_count]), [
    ["b", 2, 0, 2],
    ["a", 2, 7, 2],
  ]);
});

Deno.test("without incidents the failing, the slow and the retried scope are worth a look", () => {
  const scopes = [
    scope("all", "(all)", { request_count: 1_000, server_error_ratio: 0.9 }),
    scope("server", "web-1", { server_error_ratio: 0.02, retry_ratio: 0.1, max_p95_duration_ms: 40 }),
    scope("route", "/slow", { server_error_ratio: 0.01, retry_ratio: 0.5, max_p95_duration_ms: 1_500 }),
    scope("route", "(other)", { server_error_ratio: 0.8 }),
    scope("server", "idle", { request_count: 9, server_error_ratio: 1 }),
  ];
  assertEquals(makeReport({ ...NO_TRAFFIC, scopes }).worth_a_look, [
    "server web-1 fails most: 2 % of its requests",
    "route /slow is slowest: 95 % within 1.5 s in its worst hour",
    "server web-1 ends most retries: 10 % of its requests",
  ]);
});

Deno.test("a run without failures, durations and retries has nothing worth a look", () => {
  const scopes = [scope("all", "(all)", {}), scope("server", "web-1", {}), scope("route", "/", {})];
  assertEquals(makeReport({ ...NO_TRAFFIC, scopes }).worth_a_look, []);
});
