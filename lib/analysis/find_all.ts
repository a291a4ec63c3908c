/** Finds all that the minutes of a run tell: incidents, retries, objectives, health, capacity. @module */
import { join } from "@std/path";
import type { DuckDb } from "../duckdb/duckdb.ts";
import { nameInIncidents } from "../retry/episode/name_in_incidents.ts";
import type { Objectives } from "../slo/objective.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import { findIncidents, type Findings } from "./find_incidents.ts";
import { findRetryEpisodes, type RetryFindings } from "./find_retry_episodes.ts";
import { type CapacityFindings, measureCapacity } from "./measure_capacity.ts";
import { type HealthFindings, measureHealth } from "./measure_health.ts";
import { measureObjectives, type ObjectiveFindings, openMinutes } from "./measure_objectives.ts";
import type { AnalysisInput } from "./open_run.ts";
import { readObjectives } from "./read_objectives.ts";

/** What was found. */
export interface AllFindings {
  readonly findings: Findings;
  readonly retries: RetryFindings;
  readonly standings: ObjectiveFindings;
  readonly health: HealthFindings;
  readonly capacity: CapacityFindings;
}

/** Finds it in the days of a run, whose requests are rolled up and whose history is open. */
export async function findAll(database: DuckDb, input: AnalysisInput, days: readonly number[]): Promise<AllFindings> {
  const objectives = await readObjectives(input.config);
  const found = await findIncidents(database, days, input.config["history-days"]);
  const retries = await findRetryEpisodes(database);
  const findings = { ...found, incidents: nameInIncidents(found.incidents, retries.episodes) };
  const standings = await findStandings(database, input, objectives, days);
  const health = await measureHealth(database, days);
  const capacity = await measureCapacity(database, days, { incidents: findings.incidents, objectives: standings.rows });
  return { findings, retries, standings, health, capacity };
}

/** Measures the objectives of the run, and tells what is wrong with those that somebody has written. */
async function findStandings(
  database: DuckDb,
  { gold, warehouse, run }: AnalysisInput,
  objectives: Objectives,
  days: readonly number[],
): Promise<ObjectiveFindings> {
  const path = join(gold, `history_${TRAFFIC_MINUTES.name}.parquet`);
  await openMinutes(database, objectives, days, { warehouse, path });
  const findings = await measureObjectives(database, objectives, days);
  for (const { objective, problem, remedy } of findings.warnings) {
    run.log.warn(`objective "${objective}": ${problem}; ${remedy}`);
  }
  return findings;
}
