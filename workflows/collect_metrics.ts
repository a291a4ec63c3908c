/** Polls HAProxy, nginx and Prometheus endpoints into `data/collected`, which the next ingest takes. @module */
import { dirname } from "@std/path";
import { appendRows, collectedFile } from "../lib/collect/collected_files.ts";
import { type Endpoint, parseEndpoints } from "../lib/collect/endpoint.ts";
import { FailureLog } from "../lib/collect/failure_log.ts";
import { Poller } from "../lib/collect/poll.ts";
import { waitUntil } from "../lib/collect/wait_until.ts";
import { type Config, ConfigError } from "../lib/run/config.ts";
import { makeFolder } from "../lib/run/make_folder.ts";
import type { Step, StepResult } from "../lib/run/step.ts";
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
    const failureLog = new FailureLog(run.log);
    let rowCount = 0;
    let failureCount = 0;
    for (let round = 0; round < (config.count ?? Infinity) && !stop.signal.aborted; round++) {
      const at = run.clock();
      const { rows, failures } = await poller.poll(at);
      appendRows(config.data, rows);
      failureLog.tell(failures);
      run.log.debug("polled", { endpoints: endpoints.length, failing: failures.length });
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
  if (given.length > 0) return parseEndpoints(given);
  throw new ConfigError("Cannot collect: name at least one endpoint, such as http://127.0.0.1:9100/metrics");
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
