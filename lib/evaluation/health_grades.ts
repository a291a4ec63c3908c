/** How well the health of servers is told: on synthetic days whose incidents are known. @module */
import { median } from "../anomaly/median.ts";
import { assessServers } from "../health/assess_servers.ts";
import { HEALTH_WINDOW_MS, type ServerHealthRow } from "../health/server_health.ts";
import { type IncidentTruth, syntheticIncidents, type SyntheticPlan, syntheticPlan } from "../synthetic/mod.ts";
import { DAY_MINUTES, MINUTE_MS } from "../synthetic/plan.ts";
import { SyntheticTraffic } from "../synthetic/synthetic_traffic.ts";
import { HealthWindows } from "./health_windows.ts";

/** Grades of one kind of traffic. */
export interface HealthGrades {
  readonly traffic: string;
  /** Servers that planted incidents harm, each once an incident. */
  readonly harmedCount: number;
  /** Those of them that were unwell at some time of the incident. */
  readonly foundCount: number;
  /** Median over those, from the start of the incident to the end of the window that told; null without any. */
  readonly medianDelayMinutes: number | null;
  /** Windows outside of incidents and what they leave behind. */
  readonly calmCount: number;
  /** Those of them in which a server was called unwell. */
  readonly falseCount: number;
}

/** What one day adds to the grades. */
interface DayGrades {
  readonly harmedCount: number;
  readonly delaysMs: readonly number[];
  readonly calmCount: number;
  readonly falseCount: number;
}

/** Queues and retries outlast an incident by so much, and a state is left after two windows. */
const AFTERMATH_MS = 900_000;
/** The kind that need not harm a server: there may be room for it. */
const HARMLESS = "traffic_surge";
const QUIET_REQUESTS = 20_000;

/** Grades each kind of traffic, a day a seed; the same seeds give the same grades. */
export function healthGrades(seeds: readonly number[]): HealthGrades[] {
  const pooled = (traffic: string, plan: Partial<SyntheticPlan>, hasSamples: boolean) =>
    poolDays(traffic, seeds.map((seed) => gradeDay(syntheticPlan({ ...plan, seed }), hasSamples)));
  const { requests, servers } = syntheticPlan({});
  const words = (count: number) => `${count.toLocaleString("en")} requests to ${servers} servers`;
  return [
    pooled(words(requests), {}, true),
    pooled(`${words(requests)}, by the log alone`, {}, false),
    pooled(words(QUIET_REQUESTS), { requests: QUIET_REQUESTS }, true),
  ];
}

function poolDays(traffic: string, days: readonly DayGrades[]): HealthGrades {
  const sum = (count: (day: DayGrades) => number) => days.reduce((total, day) => total + count(day), 0);
  const delays = days.flatMap(({ delaysMs }) => delaysMs);
  return {
    traffic,
    harmedCount: sum(({ harmedCount }) => harmedCount),
    foundCount: delays.length,
    medianDelayMinutes: median(delays.map((delay) => delay / MINUTE_MS)),
    calmCount: sum(({ calmCount }) => calmCount),
    falseCount: sum(({ falseCount }) => falseCount),
  };
}

function gradeDay(plan: SyntheticPlan, hasSamples: boolean): DayGrades {
  const truths = syntheticIncidents(plan);
  const rows = assessDay(plan, hasSamples);
  const calm = rows.filter((row) => !truths.some((truth) => isWithin(row, truth, AFTERMATH_MS)));
  const harmed = truths.filter(({ kind }) => kind !== HARMLESS).flatMap((truth) => {
    const during = rows.filter((row) => isWithin(row, truth, 0));
    return [...Map.groupBy(during, ({ server_id }) => server_id).values()].map((ofServer) => {
      const first = ofServer.find(isUnwell);
      return first === undefined ? null : first.window_start_at + HEALTH_WINDOW_MS - truth.started_at;
    });
  });
  return {
    harmedCount: harmed.length,
    delaysMs: harmed.filter((delay) => delay !== null),
    calmCount: calm.length,
    falseCount: calm.filter(isUnwell).length,
  };
}

function assessDay(plan: SyntheticPlan, hasSamples: boolean): ServerHealthRow[] {
  const traffic = new SyntheticTraffic(plan);
  const { servers, regions } = traffic.fleet;
  const windows = new HealthWindows();
  let minuteAt = plan.startAt;
  const minutes = traffic.run(
    (at) => minuteAt = at,
    (request) => windows.addRequest(servers[request.server]!.id, request),
  );
  for (const samples of minutes) windows.closeMinute(minuteAt, hasSamples ? samples : []);
  return assessServers(windows.list(), {
    peersOfServer: new Map(servers.map(({ id, region }) => [id, regions[region]!.name])),
    to: plan.startAt + plan.days * DAY_MINUTES * MINUTE_MS,
  });
}

function isUnwell({ state }: ServerHealthRow): boolean {
  return state === "degraded" || state === "unhealthy";
}

/** Tells whether a window of a server falls into an incident of it, or so long after. */
function isWithin(row: ServerHealthRow, truth: IncidentTruth, afterMs: number): boolean {
  const isOfScope = truth.scope_kind === "all" || [row.server_id, row.peers].includes(truth.scope);
  const { window_start_at: from } = row;
  return isOfScope && from + HEALTH_WINDOW_MS > truth.started_at && from < truth.ended_at + afterMs;
}
