/** Polls HAProxy, nginx and Prometheus endpoints into `data/collected`, which the next ingest takes. @module */
import { dirname } from "@std/path";
import { appendRows, collectedFile } from "../lib/collect/collected_files.ts";
import { type Endpoint, parseEndpoint } from "../lib/collect/endpoint.ts";
import { Poller, type PollFailure } from "../lib/collect/poll.ts";
import { waitUntil } from "../lib/collect/wait_until.ts";
import { type Config, ConfigError } from "../lib/run/config.ts";
import { makeFolder } from "../lib/run/make_folder.ts";
import type { Run, Step, StepResult } from "../lib/run/step.ts";
import { EXIT, main, type Task } from "../lib/run/task.ts";

/** Polls until `--count` rounds are done or the process is told to stop. */
export const COLLECT_METRICS: Step = {
  name: "collect",
  describe:
    "Polls HAProxy statistics, nginx stub_status and Prometheus endpoints; the next ingest takes what they say.",
  async run(config, run) {
    const endpoints = endpointsOf(config);
    await makeFolder(dirname(collectedFile(config.data, run.clock())));
    using stop = stopSignal();
    const poller = new Poller(endpoints);
    const told = new Map<string, string>();
    let rowCount = 0;
    let failureCount = 0;
    for (let round = 0; round < (config.count ?? Infinity) && !stop.signal.aborted; round++) {
      const at = run.clock();
      const { rows, failures } = await poller.poll(at);
      appendRows(config.data, rows);
      tell(run, endpoints.length, failures, told);
      rowCount += rows.length;
      failureCount += failures.length;
      run.progress.show(rowCount);
      if (round + 1 < (config.count ?? Infinity)) await waitUntil(at + 1_000 * config.interval, run.clock, stop.signal);
    }
    return {
      rowsIn: rowCount + failureCount,
      rowsOut: rowCount,
      rejected: failureCount,
      rows: { server_metrics: rowCount },
    };
  },
};

function endpointsOf(config: Config): Endpoint[] {
  const given = [...config["metrics-url"], ...config.files];
  if (given.length === 0) {
    throw new ConfigError("Cannot collect: name at least one endpoint, such as http://127.0.0.1:9100/metrics");
  }
  try {
    return given.map(parseEndpoint);
  } catch (cause) {
    throw new ConfigError((cause as TypeError).message, { cause });
  }
}

/** Warns when an endpoint begins to fail or fails otherwise than before, and says when it is back. */
function tell(run: Run, endpointCount: number, failures: readonly PollFailure[], told: Map<string, string>): void {
  const failing = new Map(failures.map(({ endpoint, reason }) => [endpoint, reason]));
  for (const [endpoint, reason] of failing) {
    if (told.get(endpoint) !== reason) run.log.warn(`cannot poll ${endpoint}: ${reason}`);
    told.set(endpoint, reason);
  }
  for (const endpoint of [...told.keys()].filter((one) => !failing.has(one))) {
    run.log.info(`${endpoint} answers again`);
    told.delete(endpoint);
  }
  run.log.debug("polled", { endpoints: endpointCount, failing: failing.size });
}

/** Is aborted when the process is told to stop: the round under way is finished and written. */
function stopSignal(): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const names = ["SIGINT", ...(Deno.build.os === "windows" ? [] : ["SIGTERM"])] as Deno.Signal[];
  for (const name of names) Deno.addSignalListener(name, abort);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => names.forEach((name) => Deno.removeSignalListener(name, abort)),
  };
}

/** `deno task collect`. */
export const COLLECT_TASK: Task<StepResult> = {
  step: COLLECT_METRICS,
  takes: ["data", "metrics-url", "interval", "count"],
  files: "[URL…]",
  exitCode: ({ rowsOut }) => rowsOut === 0 ? EXIT.failed : EXIT.done,
};

if (import.meta.main) await main(COLLECT_TASK);
