/** Reads access logs of any known format into `requests.parquet`, `server_metrics.parquet` and `rejects.parquet`. @module */
import { join } from "@std/path";
import { listCollected } from "../lib/collect/collected_files.ts";
import { expandSources } from "../lib/ingest/expand_sources.ts";
import { describeSources, troublesOf } from "../lib/ingest/explain_sources.ts";
import { type IngestReport, ingestSources } from "../lib/ingest/ingest_sources.ts";
import { readingOf } from "../lib/ingest/reading.ts";
import { type Config, ConfigError } from "../lib/run/config.ts";
import { writeJson } from "../lib/run/json_file.ts";
import { makeFolder } from "../lib/run/make_folder.ts";
import type { Step, StepResult } from "../lib/run/step.ts";
import { DAY_MS } from "../lib/table/day.ts";
import { EXIT, main, type Task } from "../lib/run/task.ts";

/** The folder of ingested telemetry, which the analysis reads. */
export function ingestFolder(config: Config): string {
  return config.out ?? join(config.data, "ingested");
}

/** What an ingest found, source by source. */
export interface IngestResult extends StepResult {
  readonly report: IngestReport;
}

/** Days whose collected metrics go with the logs; what is older has been taken before, or is named with `--metrics`. */
const COLLECTED_DAYS = 7;

/** Reads the logs. */
export const INGEST_REQUESTS: Step<IngestResult> = {
  name: "ingest",
  describe: "Reads access logs and server metrics, plain or gzip, many files, globs or standard input (-).",
  async run(config, run) {
    const reading = readingOf(config);
    const named = expandSources([...config.files, ...config.logs, ...config.metrics]);
    if (named.length === 0) throw new ConfigError("Cannot ingest: name at least one file, or - for standard input");
    const sources = expandSources([...named, ...listCollected(config.data, run.clock() - COLLECTED_DAYS * DAY_MS)]);
    const folder = ingestFolder(config);
    await makeFolder(folder);
    const report = await ingestSources(sources, {
      ...reading,
      folder,
      readAt: run.clock(),
      workerCount: config.workers ?? navigator.hardwareConcurrency,
      onProgress: run.progress.show,
    });
    writeJson(join(folder, "sources.json"), report);
    const result = { ...countsOf(report), report };
    const say = result.rowsOut === 0 ? run.log.error : run.log.warn;
    for (const trouble of troublesOf(report.sources, reading.formatName)) say(trouble);
    return result;
  },
};

/** The settings of reading logs. */
export const INGEST_SETTINGS = [
  "data",
  "logs",
  "metrics",
  "format",
  "layout",
  "time-zone",
  "client-addresses",
  "client-address-key",
  "workers",
  "max-reject-ratio",
] as const;

function countsOf(report: IngestReport): StepResult {
  const { requestCount, serverMetricCount, rejectCount } = report;
  return {
    rowsIn: requestCount + serverMetricCount + rejectCount,
    rowsOut: requestCount + serverMetricCount,
    rejected: rejectCount,
    rows: { requests: requestCount, server_metrics: serverMetricCount, rejects: rejectCount },
  };
}

/** The exit code of what was read: nothing usable is a failure, too much unreadable is poor quality. */
export function ingestExitCode({ rowsIn, rowsOut, rejected }: StepResult, config: Config): number {
  if (rowsOut === 0) return EXIT.failed;
  return rejected > config["max-reject-ratio"] * rowsIn ? EXIT.poorQuality : EXIT.done;
}

/** `deno task ingest`. */
export const INGEST_TASK: Task<IngestResult> = {
  step: INGEST_REQUESTS,
  takes: [...INGEST_SETTINGS, "out"],
  files: "FILE…",
  summary: ({ report }) => describeSources(report.sources),
  exitCode: ingestExitCode,
};

if (import.meta.main) await main(INGEST_TASK);
