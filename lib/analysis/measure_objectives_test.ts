import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { DuckDb } from "../duckdb/duckdb.ts";
import { fillTable } from "../duckdb/table_file.ts";
import { eventsOfMinute } from "../slo/good_events.ts";
import type { Objective, Objectives } from "../slo/objective.ts";
import { sketchOf } from "../traffic/latency_sketch.ts";
import { TRAFFIC_MINUTES, type TrafficMinuteRow } from "../traffic/traffic_minute.ts";
import { measureObjectives } from "./measure_objectives.ts";

const DAY = Date.UTC(2026, 0, 5);
const MINUTE_MS = 60_000;

function minuteOf(minute: number, values: Partial<TrafficMinuteRow>): TrafficMinuteRow {
  const zeros = Object.fromEntries(Object.keys(TRAFFIC_MINUTES.columns).map((name) => [name, 0]));
  const nothing = { ...zeros, scope_kind: "all", scope: "(all)", latency_sketch: sketchOf([]), duration_ms_max: null };
  return { ...nothing, minute_at: DAY + minute * MINUTE_MS, ...values } as TrafficMinuteRow;
}

/** Minutes of two scopes with durations around the thresholds. */
const MINUTES: readonly TrafficMinuteRow[] = fc.sample(
  fc.record({
    failed: fc.nat(3),
    unanswered: fc.nat(2),
    untimed: fc.nat(2),
    durations: fc.array(
      fc.oneof(fc.constantFrom(0, 99, 100, 101, 500), fc.double({ min: 0, max: 9, noNaN: true }).map(Math.exp)),
      { maxLength: 12 },
    ),
  }),
  { seed: 1, numRuns: 120 },
).flatMap(({ failed, unanswered, untimed, durations }, i) => {
  const request_count = failed + unanswered + untimed + durations.length;
  const values = {
    request_count,
    status_5xx_count: failed,
    unanswered_count: unanswered,
    timed_count: durations.length,
    latency_sketch: sketchOf(durations),
  };
  const minute = Math.floor(i / 2);
  if (request_count === 0) return [];
  return [i % 2 === 0 ? minuteOf(minute, values) : minuteOf(minute, { ...values, scope_kind: "pool", scope: "it's" })];
});

function objective(name: string, values: Partial<Objective>): Objective {
  const ofAll = { scopeKind: "all", scope: "(all)", window: "30d", minBadCount: 10, targetRatio: 0.9 } as const;
  return { name, indicator: "availability", thresholdMs: null, ...ofAll, ...values };
}

const OBJECTIVES: readonly Objective[] = [
  objective("up", {}),
  objective("pool up", { scopeKind: "pool", scope: "it's" }),
  objective("fast", { indicator: "latency", thresholdMs: 100 }),
  objective("pool fast", { indicator: "latency", thresholdMs: 0.5, scopeKind: "pool", scope: "it's" }),
  objective("nobody", { scopeKind: "server", scope: "web-99" }),
];

async function measure(values: Partial<Objectives> = {}) {
  await using database = await DuckDb.open();
  await fillTable(database, TRAFFIC_MINUTES, MINUTES);
  await database.run("create view traffic_minutes_with_history as from traffic_minutes");
  const objectives = { objectives: OBJECTIVES, maintenance: [], isWritten: false, ...values };
  return await measureObjectives(database, objectives, [DAY]);
}

Deno.test("events that SQL counts are those that TypeScript counts, minute by minute", async () => {
  const { rows } = await measure();
  for (const objective of OBJECTIVES) {
    const ofScope = MINUTES.filter(({ scope_kind, scope }) =>
      scope_kind === objective.scopeKind && scope === objective.scope
    ).map((minute) => eventsOfMinute(objective, minute));
    const row = rows.find((row) => row.objective === objective.name)!;
    const sum = (column: "eventCount" | "badCount") => ofScope.reduce((total, counts) => total + counts[column], 0);
    assertEquals([row.event_count, row.bad_count], [sum("eventCount"), sum("badCount")], objective.name);
    assert(objective.name === "nobody" || row.bad_count > 10 && row.event_count > row.bad_count, objective.name);
  }
});

Deno.test("objectives that somebody has written are looked through, built-in ones are not", async () => {
  assertEquals((await measure()).warnings, []);
  const { warnings } = await measure({ isWritten: true });
  assertEquals(
    warnings.map(({ objective, problem }) => `${objective}: ${problem}`).filter((text) => /nobody/.test(text)),
    [
      'nobody: there is no request in scope server "web-99"',
    ],
  );
});

Deno.test("objectives with none in the list have no rows", async () => {
  assertEquals(await measure({ objectives: [] }), { rows: [], warnings: [] });
});
