import { assert } from "@std/assert";
import type { ServerMetricRow } from "../telemetry/server_metric.ts";
import { coversServer, type Incident } from "./incident.ts";
import type { IncidentKind } from "./incident_kind.ts";
import { MINUTE_MS } from "./plan.ts";
import { type RecordedRun, recordRun } from "./recorded_run.ts";

/** What the scope of an incident looked like while it lasted. */
interface Picture {
  readonly count: number;
  readonly medianMs: number;
  readonly serverErrorRatio: number;
  readonly retryRatio: number;
  readonly cpuPercent: number;
  readonly memoryPercent: number;
  readonly healthFailures: number;
}

const SEEDS = [1, 2];
const CLEAN = new Map(SEEDS.map((seed) => [seed, recordRun({ seed, incidents: "none" })]));

function picture(run: RecordedRun, incident: Incident, fromShare = 0): Picture {
  const minutes = incident.endMinute - incident.startMinute;
  const from = run.plan.startAt + (incident.startMinute + fromShare * minutes) * MINUTE_MS;
  const to = run.plan.startAt + incident.endMinute * MINUTE_MS;
  const { servers } = run.traffic.fleet;
  const isIn = (at: number, server: number) =>
    at >= from && at < to && coversServer(incident, server, servers[server]!.region);
  const requests = run.requests.filter((row) => isIn(row.at, row.server));
  const metrics = run.metrics.filter((row) =>
    isIn(row.timestamp, servers.findIndex((server) => server.id === row.server_id))
  );
  const share = (count: number) => requests.length === 0 ? 0 : count / requests.length;
  const mean = (value: (row: ServerMetricRow) => number | null) =>
    metrics.reduce((sum, row) => sum + value(row)!, 0) / metrics.length;
  return {
    count: requests.length,
    medianMs: requests.map((row) => row.durationMs).sort((a, b) => a - b)[requests.length >> 1] ?? 0,
    serverErrorRatio: share(requests.filter((row) => row.status >= 500).length),
    retryRatio: share(requests.filter((row) => row.retry > 0).length),
    cpuPercent: mean((row) => row.cpu_usage_percent),
    memoryPercent: mean((row) => row.memory_usage_percent),
    healthFailures: mean((row) => row.backend_health_failures),
  };
}

/** Checks the effect of a kind against the same seed without incident. */
function testEffect(kind: IncidentKind, effect: string, isVisible: (during: Picture, usual: Picture) => boolean): void {
  Deno.test(`${kind} ${effect}`, () => {
    for (const seed of SEEDS) {
      const run = recordRun({ seed, incidents: [kind] });
      const incident = run.traffic.incidents[0]!;
      const during = picture(run, incident);
      const usual = picture(CLEAN.get(seed)!, incident);
      assert(isVisible(during, usual), JSON.stringify({ incident, during, usual }));
    }
  });
}

testEffect(
  "latency_degradation",
  "multiplies the latency, at the same CPU and errors",
  (during, usual) =>
    during.medianMs > 2.5 * usual.medianMs && Math.abs(during.cpuPercent - usual.cpuPercent) < 6 &&
    during.serverErrorRatio < 0.03,
);
testEffect(
  "error_burst",
  "fails a quarter and more of the requests and brings some of them back",
  (during, usual) => during.serverErrorRatio > 0.22 && during.retryRatio > usual.retryRatio + 0.01,
);
testEffect(
  "server_down",
  "fails what still comes, then gets nothing, and fails its health checks",
  (during, usual) =>
    during.count < 0.25 * usual.count && during.serverErrorRatio === 1 && during.healthFailures === 12 &&
    during.cpuPercent < usual.cpuPercent,
);
testEffect(
  "retry_storm",
  "multiplies the requests by retries and loads the servers",
  (during, usual) =>
    during.retryRatio > 0.35 && during.count > 1.4 * usual.count && during.cpuPercent > usual.cpuPercent + 1,
);
testEffect(
  "traffic_surge",
  "doubles the requests and more, and the CPU with them",
  (during, usual) => during.count > 1.9 * usual.count && during.cpuPercent > 1.4 * usual.cpuPercent,
);
testEffect(
  "region_outage",
  "fails nearly all of the little that comes through",
  (during, usual) => during.count < 0.8 * usual.count && during.serverErrorRatio > 0.8 && during.healthFailures === 12,
);
testEffect(
  "memory_leak",
  "fills the memory at the same traffic",
  (during, usual) => during.memoryPercent > usual.memoryPercent + 18 && Math.abs(during.count / usual.count - 1) < 0.2,
);
testEffect(
  "noisy_neighbour",
  "takes CPU and doubles the latency without more requests",
  (during, usual) =>
    during.cpuPercent > usual.cpuPercent + 35 && during.medianMs > 1.8 * usual.medianMs &&
    during.count < 1.25 * usual.count,
);

testEffect(
  "metastable_failure",
  "keeps the servers full by retries long after its trigger, and leaves a fraction of the goodput",
  (during, usual) =>
    during.retryRatio > 0.7 && during.count > 5 * usual.count && during.serverErrorRatio > 0.75 &&
    during.cpuPercent > usual.cpuPercent + 35,
);

Deno.test("metastable_failure has its usual arrivals back after eight minutes, four times the load and a third of the goodput", () => {
  for (const seed of SEEDS) {
    const run = recordRun({ seed, incidents: ["metastable_failure"] });
    const incident = run.traffic.incidents[0]!;
    const sustained = { ...incident, startMinute: incident.startMinute + 14 };
    const [during, usual] = [picture(run, sustained), picture(CLEAN.get(seed)!, sustained)];
    const originals = during.count * (1 - during.retryRatio);
    const goodput = during.count * (1 - during.serverErrorRatio);
    assert(Math.abs(originals / usual.count - 1) < 0.15, `${originals} arrivals against ${usual.count}`);
    assert(during.count > 4 * usual.count && goodput < 0.45 * usual.count, JSON.stringify({ during, usual }));
  }
});

Deno.test("memory_leak makes a server slow only when its memory runs out", () => {
  const run = recordRun({ seed: 1, incidents: ["memory_leak"] });
  const incident = run.traffic.incidents[0]!;
  const early = picture(run, { ...incident, endMinute: incident.startMinute + 60 });
  const late = picture(run, incident, 0.9);
  assert(early.medianMs < 1.2 * picture(CLEAN.get(1)!, incident).medianMs, JSON.stringify(early));
  assert(late.medianMs > 2.5 * early.medianMs && late.memoryPercent > 85, JSON.stringify(late));
});

Deno.test("server_down moves its traffic to the other servers of the region", () => {
  const run = recordRun({ seed: 1, incidents: ["server_down"] });
  const incident = run.traffic.incidents[0]!;
  const region = { ...incident, server: null };
  const during = picture(run, region);
  const usual = picture(CLEAN.get(1)!, region);
  assert(Math.abs(during.count / usual.count - 1) < 0.1, `${during.count} against ${usual.count}`);
});

Deno.test("a run is as ever half an hour after an incident", () => {
  for (const kind of ["retry_storm", "metastable_failure"] as const) {
    const run = recordRun({ seed: 2, incidents: [kind] });
    const incident = run.traffic.incidents[0]!;
    const after = { ...incident, startMinute: incident.endMinute + 15, endMinute: incident.endMinute + 45 };
    const during = picture(run, after);
    assert(during.serverErrorRatio < 0.012 && during.retryRatio < 0.015, JSON.stringify(during));
  }
});
