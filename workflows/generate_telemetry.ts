/** Makes labelled synthetic telemetry: `request_logs.csv`, `server_metrics.csv`, `test_metrics.csv`, `incidents.csv`. @module */
import { join } from "@std/path";
import { type Config, ConfigError } from "../lib/run/config.ts";
import type { Run, Step, StepResult } from "../lib/run/step.ts";
import { main } from "../lib/run/task.ts";
import {
  INCIDENT_KINDS,
  type IncidentKind,
  type SyntheticPlan,
  TELEMETRY_FILES,
  telemetryChunks,
  type TelemetryFile,
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
    await Deno.mkdir(folder, { recursive: true });
    const rows = await writeFiles(folder, planOf(config, run.clock()), run);
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
  return { requests, servers, regions, days, seed, startAt: dayOf(startAt), incidents: incidentsOf(config.incidents) };
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

async function writeFiles(folder: string, plan: SyntheticPlan, run: Run): Promise<StepResult["rows"]> {
  const partial = (file: TelemetryFile) => join(folder, `${file}.partial`);
  const rows: Record<string, number> = {};
  const files = new Map(TELEMETRY_FILES.map((file) => [file, Deno.createSync(partial(file))]));
  for (const { file, bytes, rowCount } of telemetryChunks(plan)) {
    for (let written = 0; written < bytes.length;) written += await files.get(file)!.write(bytes.subarray(written));
    const name = file.replace(".csv", "");
    rows[name] = (rows[name] ?? 0) + rowCount;
    run.progress(rows.request_logs ?? 0);
  }
  for (const [file, handle] of files) {
    handle.close();
    await Deno.rename(partial(file), join(folder, file));
  }
  return rows;
}

if (import.meta.main) await main({ step: GENERATE_TELEMETRY, takes: [...GENERATE_SETTINGS, "out"] });
