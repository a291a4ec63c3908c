/** Reads access logs of any known format into `requests.parquet`, `server_metrics.parquet` and `rejects.parquet`. @module */
import { join } from "@std/path";
import { type IngestReport, ingestSources } from "../lib/ingest/ingest_sources.ts";
import { expandSources } from "../lib/ingest/source.ts";
import { type Config, ConfigError } from "../lib/run/config.ts";
import { writeJson } from "../lib/run/json_file.ts";
import { printable } from "../lib/run/log.ts";
import type { Step, StepResult } from "../lib/run/step.ts";
import { EXIT, main } from "../lib/run/task.ts";

/** The folder of ingested telemetry, which the analysis reads. */
export function ingestFolder(config: Config): string {
  return config.out ?? join(config.data, "ingested");
}

/** What an ingest found, source by source. */
export interface IngestResult extends StepResult {
  readonly report: IngestReport;
}

/** Reads the logs. */
export const INGEST_REQUESTS: Step<IngestResult> = {
  name: "ingest",
  describe: "Reads access logs and server metrics, plain or gzip, many files, globs or standard input (-).",
  async run(config, run) {
    const sources = expandSources([...config.files, ...config.logs, ...config.metrics]);
    if (sources.length === 0) throw new ConfigError("Cannot ingest: name at least one file, or - for standard input");
    const folder = ingestFolder(config);
    await Deno.mkdir(folder, { recursive: true });
    const report = await ingestSources(sources, {
      formatName: config.format,
      read: { timeZone: config["time-zone"], layout: config.layout },
      folder,
      readAt: run.clock(),
      workerCount: config.workers ?? navigator.hardwareConcurrency,
      onProgress: run.progress,
    });
    await writeJson(join(folder, "sources.json"), report);
    for (const { damage } of report.sources) if (damage !== null) run.log.warn(damage);
    return { ...countsOf(report), report };
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

/** Says for each source what it is and what was read of it. */
export function describeSources({ sources }: IngestReport): string {
  return sources.map(({ source, format, layout, rowCount, rejectCount }) => {
    const rejects = rejectCount === 0 ? "" : `, ${rejectCount.toLocaleString("en")} unreadable`;
    const shown = layout === format || format === null ? "" : `\n    ${printable(layout)}`;
    return `${printable(source)}: ${format ?? "unknown format"}, ${
      rowCount.toLocaleString("en")
    } rows${rejects}${shown}`;
  }).join("\n");
}

if (import.meta.main) {
  await main({
    step: INGEST_REQUESTS,
    takes: [...INGEST_SETTINGS, "out"],
    files: "FILE…",
    summary: ({ report }) => describeSources(report),
    exitCode: ingestExitCode,
  });
}
