import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { change, RowStore } from "../lib/alerting/row_store.ts";
import { RETRY_CHAINS, type RetryChainRow } from "../lib/retry/retry_chain.ts";
import { RETRY_MINUTES, type RetryMinuteRow } from "../lib/retry/retry_minute.ts";
import { readConfig } from "../lib/run/config.ts";
import { NO_LOG } from "../lib/run/log.ts";
import { EXIT } from "../lib/run/task.ts";
import { TRAFFIC_MINUTES, type TrafficMinuteRow } from "../lib/traffic/traffic_minute.ts";
import { openWarehouse } from "../lib/warehouse/open.ts";
import { SIMULATE_RETRIES_TASK } from "./simulate_retries.ts";
import { TrialFolder } from "./trial_folder.ts";

const START = Date.UTC(2026, 0, 5, 12);
const CHAIN_COUNT = 40;

/** Ten minutes of 100 first attempts, of which four fail, are retried twice each and succeed in the end. */
async function fill(folder: TrialFolder): Promise<void> {
  const config = readConfig(["--data", folder.data], ["data"], { env: () => undefined, envFile: "" });
  await Deno.mkdir(folder.data, { recursive: true });
  await using warehouse = await openWarehouse(config, NO_LOG);
  await using store = await RowStore.open(warehouse);
  const scopes = [["all", "(all)"], ["pool", "shop"]] as const;
  const minutes = Array.from({ length: 10 }, (_, i) => START + 60_000 * i);
  const traffic = minutes.flatMap((at) => scopes.map(([kind, scope]) => trafficRow(at, kind, scope)));
  const retried = minutes.flatMap((at) => scopes.map(([kind, scope]) => retryRow(at, kind, scope)));
  await store.merge([change(TRAFFIC_MINUTES, traffic), change(RETRY_MINUTES, retried), change(RETRY_CHAINS, CHAINS)]);
}

function trafficRow(minute_at: number, scope_kind: string, scope: string): TrafficMinuteRow {
  const zeros = Object.fromEntries(Object.keys(TRAFFIC_MINUTES.columns).map((name) => [name, 0]));
  return {
    ...zeros as unknown as TrafficMinuteRow,
    minute_at,
    scope_kind,
    scope,
    request_count: 108,
    balancer_retry_count: 1,
    timed_count: 108,
    duration_ms_sum: 10_800,
    latency_sketch: { buckets: [], counts: [] },
  };
}

function retryRow(minute_at: number, scope_kind: string, scope: string): RetryMinuteRow {
  const zeros = Object.fromEntries(Object.keys(RETRY_MINUTES.columns).map((name) => [name, 0]));
  return {
    ...zeros as unknown as RetryMinuteRow,
    minute_at,
    scope_kind,
    scope,
    client_retry_count: 8,
    attempt_1_success_count: 96,
  };
}

const CHAINS: readonly RetryChainRow[] = Array.from({ length: CHAIN_COUNT }, (_, i) => ({
  started_at: START + 15_000 * i,
  source: "access.log",
  line: i,
  client_ip: "10.0.0.1",
  client_kind: "library",
  method: "GET",
  route: "/search",
  pool: "shop",
  region: null,
  balancer: null,
  attempt_count: 3,
  cause: "server_error",
  first_status_code: 503,
  last_status_code: 200,
  is_success: true,
  ended_at: START + 15_000 * i + 400,
  wait_pattern: "constant",
  waits_ms: "[50,50]",
  durations_ms: "[100,100,100]",
  status_codes: "[503,503,200]",
  servers: '["a","b","c"]',
  wasted_ms: 200,
}));

async function simulated(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  using folder = new TrialFolder();
  await fill(folder);
  return await folder.run(SIMULATE_RETRIES_TASK, args, { env: (name) => env[name] });
}

Deno.test("simulate-retries says what two attempts at most would have saved and lost, and what to paste", async () => {
  const { code, out, err } = await simulated(["--pool", "shop", "--budget=attempts:2", "--budget", "finagle:20%,10/s"]);
  assertEquals(code, EXIT.done, err.join("\n"));
  const text = out.join("\n");
  assertStringIncludes(
    text,
    "pool shop from 2026-01-05 12:00 to 2026-01-05 12:10 UTC: 1,000 first attempts, 80 retries",
  );
  const rows = text.split("\n").filter((line) => /^(attempts|finagle):\S+ .*%/.test(line)).map((line) =>
    line.split(/ {2,}/)
  );
  assertEquals(rows, [
    ["attempts:2", "3.7 %", "4 s, 3.7 %", "4 %", "1.08", "1.04", "40", "0"],
    ["finagle:20%,10/s,10s", "0 %", "0 s, 0 %", "0 %", "1.08", "1.08", "0", "0"],
  ]);
  for (const part of ["retries 1", "proxy_next_upstream_tries 2;", "num_retries: 1", "Not modelled", "10 retries by"]) {
    assertStringIncludes(text, part);
  }
});

Deno.test("simulate-retries compares every kind where none is named, and takes budgets from the environment", async () => {
  const all = (await simulated([])).out.join("\n");
  for (const kind of ["finagle", "linkerd", "envoy", "breaker", "throttling", "ratio", "attempts"]) {
    assert(new RegExp(`^${kind}:`, "m").test(all), kind);
  }
  assert(!all.includes("proxy_next_upstream"));
  const named = await simulated(["--json"], { BUDGET: "finagle:20%,0/s,1s,attempts:1" });
  const { simulation } = JSON.parse(named.out.at(-1)!);
  assertEquals(simulation.budgets.map(({ budget }: { budget: string }) => budget), [
    "finagle:20%,0/s,1s",
    "attempts:1",
  ]);
  assertEquals(simulation.budgets[1].outcome.lostSuccessCount, CHAIN_COUNT);
});

Deno.test("simulate-retries replays the time that it is asked for alone", async () => {
  const { out } = await simulated(["--from=2026-01-05T12:02", "--to=2026-01-05T12:04", "--budget=attempts:1"]);
  assertStringIncludes(out.join("\n"), "12:02 to 2026-01-05 12:04 UTC: 200 first attempts, 16 retries");
});

Deno.test("simulate-retries refuses what it cannot read, with the remedy", async () => {
  const wrong = await simulated(["--budget=finagle:20"]);
  assertEquals(wrong.code, EXIT.wrongUsage);
  assertStringIncludes(wrong.err.join("\n"), 'Cannot read the retry budget "finagle:20": number 1 is "20"');
  const unknown = await simulated(["--pool=web"]);
  assertStringIncludes(
    unknown.err.join("\n"),
    'Cannot simulate the pool "web": no minute of it is stored, stored are "shop"',
  );
  const never = await simulated(["--from=2027-01-01"]);
  assertStringIncludes(never.err.join("\n"), "no minute is stored of that time; see --from and --to");
});
