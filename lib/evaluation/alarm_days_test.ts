import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { Series } from "../anomaly/detector.ts";
import { DEFAULT_PLAN } from "../synthetic/mod.ts";
import { alarmDelays, scoreDay } from "./alarm_days.ts";
import { fixedLimit, rollingZScore, SERIES_DETECTOR } from "./alarm_method.ts";
import type { LabelledDay } from "./labelled_day.ts";

const FROM = DEFAULT_PLAN.startAt;
const MINUTE_MS = 60_000;

function seriesOf(scope: string, valueAt: (minute: number) => number | null): Series {
  const points = Array.from({ length: 1_440 }, (_, minute) => ({
    at: FROM + minute * MINUTE_MS,
    value: valueAt(minute),
    sampleCount: 100,
  }));
  const name = { scopeKind: "server", metric: "p95_duration_ms", kind: "latency", windowMs: MINUTE_MS } as const;
  return { ...name, scope, points };
}

/** A day with one incident from minute 600 to 620. */
function dayOf(...series: readonly Series[]): LabelledDay {
  const incident = {
    incident_id: "truth-0001",
    kind: "server_down",
    started_at: FROM + 600 * MINUTE_MS,
    ended_at: FROM + 620 * MINUTE_MS,
    scope_kind: "server",
    scope: "web-01",
    metric: "p95_duration_ms",
    severity: "critical",
    description: "",
  };
  return { plan: DEFAULT_PLAN, series, incidents: [incident], regionOfServer: new Map() };
}

const LIMIT = fixedLimit({ p95_duration_ms: 100 });

Deno.test("scoreDay() takes the largest score of the series that are watched, minute by minute", () => {
  const day = dayOf(seriesOf("web-01", (minute) => minute), seriesOf("web-02", () => 700));
  const both = scoreDay(day, LIMIT, () => true);
  assertEquals([both.scores[10], both.scores[900]], [7, 9]);
  assertEquals(scoreDay(day, LIMIT, ({ scope }) => scope === "web-02").scores[900], 7);
});

Deno.test("scoreDay() lets an incident last a quarter of an hour beyond its end, and not beyond the day", () => {
  const day = dayOf(seriesOf("web-01", () => 1));
  assertEquals(scoreDay(day, LIMIT, () => true).windows, [{ first: 600, last: 634 }]);
  const late = { ...day.incidents[0]!, ended_at: FROM + 1_435 * MINUTE_MS };
  assertEquals(scoreDay({ ...day, incidents: [late] }, LIMIT, () => true).windows[0]!.last, 1_439);
});

Deno.test("alarmDelays() counts up to the end of the minute that told, and is null where none did", () => {
  const day = dayOf(seriesOf("web-01", (minute) => minute < 603 ? 50 : 250));
  const scored = scoreDay(day, LIMIT, () => true);
  assertEquals(alarmDelays(day, scored, 2), [{ kind: "server_down", minutes: 4 }]);
  assertEquals(alarmDelays(day, scored, 3), [{ kind: "server_down", minutes: null }]);
});

Deno.test("alarmDelays() leaves out what ended before a method could learn", () => {
  const day = dayOf(seriesOf("web-01", () => 500));
  const scored = scoreDay(day, LIMIT, () => true);
  assertEquals(alarmDelays(day, { ...scored, windows: [{ first: 100, last: 120 }] }, 1), []);
});

Deno.test("rollingZScore() counts deviations off the minutes before, and says nothing before it knows enough", () => {
  const score = rollingZScore(4).score(seriesOf("web-01", (minute) => [1, 3, 1, 3, 6][minute] ?? null));
  assertEquals([...score.subarray(0, 4)], [0, 0, 0, 0]);
  assertAlmostEquals(score[4]!, 4);
  assertEquals(score[5], 0);
});

Deno.test("rollingZScore() is silent on a series that never varied", () => {
  assertEquals(Math.max(...rollingZScore(4).score(seriesOf("web-01", (minute) => minute < 9 ? 5 : 50))) > 0, true);
  assertEquals(rollingZScore(4).score(seriesOf("web-01", (minute) => minute < 9 ? 5 : 50))[9], 0);
});

Deno.test("the series detector is scored as it alerts: at the onset", () => {
  const scores = SERIES_DETECTOR.score(seriesOf("web-01", (minute) => minute === 900 ? 9_000 : 100 + minute % 7));
  assertEquals(scores.indexOf(Math.max(...scores)), 900);
});
