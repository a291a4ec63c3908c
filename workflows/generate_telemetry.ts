/** Makes labelled synthetic telemetry: `request_logs.csv`, `server_metrics.csv`, `test_metrics.csv`, `incidents.csv`. @module */
import { join } from "@std/path";
import { type Config, ConfigError } from "../lib/run/config.ts";
import { makeFolder } from "../lib/run/make_folder.ts";
import { PartialFiles } from "../lib/run/partial_files.ts";
import type { Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import {
  INCIDENT_KINDS,
  type IncidentKind,
  type SyntheticPlan,
  syntheticPlan,
  TELEMETRY_FILES,
  telemetryChunks,
} from "../lib/synthetic/mod.ts";
import { DAY_MS, dayOf } from "../lib/table/day.ts";

/** The folder of the synthetic files. */
export function telemetryFolder(config: Config): string {
  return config.out ?? join(config.data, "telemetry");
}

/** Writes the files; they take their names together when all are whole. */
export const GENERATE_TELEMETRY: Step = {
  name: "generate",
  describe: "Makes a labelled synthetic day of requests and server metrics, the same for the same seed.",
  async run(config, run) {
    const folder = telemetryFolder(config);
    const plan = planOf(config, run.clock());
    await makeFolder(folder);
    const rows = writeFiles(folder, plan, run.progress.show);
    return { rowsIn: 0, rowsOut: rows.request_logs! + rows.server_metrics!, rejected: 0, rows };
  },
};

/** The settings that shape synthetic telemetry. */
export const GENERATE_SETTINGS = [
  "data",
  "requests",
  "servers",
  "regions",
  "days",
  "seed",
  "start",
  "incidents",
] as const;

function planOf(config: Config, now: number): SyntheticPlan {
  const { requests, servers, regions, days, seed } = config;
  const startAt = config.start === null ? dayOf(now) - days * DAY_MS : Date.parse(config.start);
  if (Number.isNaN(startAt)) {
    throw new ConfigError(`Cannot use --start "${config.start}": a date like 2026-01-05 is needed`);
  }
  const incidents = incidentsOf(config.incidents);
  try {
    return syntheticPlan({ requests, servers, regions, days, seed, startAt: dayOf(startAt), incidents });
  } catch (cause) {
    if (cause instanceof RangeError) throw new ConfigError(cause.message, { cause });
    throw cause;
  }
}

function incidentsOf(given: string): SyntheticPlan["incidents"] {
  if (given === "seeded" || given === "none") return given;
  const kinds = given.split(",");
  const unknown = kinds.find((kind) => !INCIDENT_KINDS.includes(kind as IncidentKind));
  if (unknown === undefined) return kinds as IncidentKind[];
  throw new ConfigError(
    `Cannot use --incidents "${unknown}": seeded, none, or some of ${INCIDENT_KINDS.join(", ")} is needed`,
  );
}

function writeFiles(folder: string, plan: SyntheticPlan, show: (recordCount: number) => void): StepResult["rows"] {
  const rows: Record<string, number> = {};
  let recordCount = 0;
  using files = new PartialFiles(folder, TELEMETRY_FILES);
  for (const { file, bytes, rowCount } of telemetryChunks(plan)) {
    files.append(file, bytes);
    const name = file.replace(".csv", "");
    rows[name] = (rows[name] ?? 0) + rowCount;
    show(recordCount += rowCount);
  }
  files.finish();
  return rows;
}

/** `deno task generate`. */
export const GENERATE_TASK: Task<StepResult> = { step: GENERATE_TELEMETRY, takes: [...GENERATE_SETTINGS, "out"] };

if (import.meta.main) await main(GENERATE_TASK);
