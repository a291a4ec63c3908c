/** Measures objectives over the days of a run, from its minutes and those that the warehouse has before them. @module */
import type { DuckDb } from "../duckdb/duckdb.ts";
import { quoteLiteral } from "../duckdb/quote.ts";
import { evaluateObjective } from "../slo/evaluate_objective.ts";
import { EventRecord, type MinuteEvents } from "../slo/event_record.ts";
import { lastGoodBucket } from "../slo/good_events.ts";
import { type KnownDay, knownSpans } from "../slo/known_spans.ts";
import { lintObjective, type ObjectiveWarning } from "../slo/lint_objective.ts";
import type { Objectives } from "../slo/objective.ts";
import type { SloStatusRow } from "../slo/slo_status.ts";
import { nominalMs } from "../slo/slo_window.ts";
import { DAY_MS } from "../table/day.ts";
import { TRAFFIC_MINUTES } from "../traffic/traffic_minute.ts";
import type { Warehouse } from "../warehouse/warehouse.ts";

/** How objectives stand, and what is wrong with them. */
export interface ObjectiveFindings {
  readonly rows: readonly SloStatusRow[];
  readonly warnings: readonly ObjectiveWarning[];
}

/**
 * Makes the view `traffic_minutes_with_history`: the minutes of the run, and those of other days in the reach of any objective's window.
 *
 * @param days the days of the run, ascending, starts of days in ms since 1970
 * @param path where the file of older minutes is put
 */
export async function openMinutes(
  database: DuckDb,
  { objectives }: Objectives,
  days: readonly number[],
  { warehouse, path }: { readonly warehouse: Warehouse; readonly path: string },
): Promise<void> {
  const scopes = [{ scopeKind: "all", scope: "(all)" }, ...objectives];
  await warehouse.export(TRAFFIC_MINUTES.name, path, {
    from: days[0]! - reachMs(objectives),
    to: days.at(-1)!,
    only: {
      scope_kind: [...new Set(scopes.map(({ scopeKind }) => scopeKind))],
      scope: [...new Set(scopes.map(({ scope }) => scope))],
    },
  });
  const ofRun = days.map((day) => `epoch_ms(${day}::bigint)`).join(", ");
  await database.run(`
    create or replace view traffic_minutes_with_history as
    select * from all_traffic_minutes
    union all by name
    select * from ${quoteLiteral(path)} where date_trunc('day', minute_at) not in (${ofRun})
  `);
}

/** A calendar month has up to 31 days and counts as 30. */
function reachMs(objectives: Objectives["objectives"]): number {
  return Math.max(0, ...objectives.map(({ window }) => nominalMs(window))) + DAY_MS;
}

/** Evaluates all objectives hour by hour over the days of a run, of the minutes in `traffic_minutes_with_history`. */
export async function measureObjectives(
  database: DuckDb,
  { objectives, maintenance, isWritten }: Objectives,
  days: readonly number[],
): Promise<ObjectiveFindings> {
  await countEvents(database, objectives);
  const known = knownSpans(await database.rows<KnownDay>('from slo_known_days order by "day"'));
  const rows: SloStatusRow[] = [];
  const warnings: ObjectiveWarning[] = [];
  for (const objective of objectives) {
    const minutes = await database.rows<MinuteEvents>(
      "select minute_at, event_count, bad_count from slo_minutes where objective = $1 order by minute_at",
      [objective.name],
    );
    const record = new EventRecord(minutes, { known, maintenance });
    rows.push(...evaluateObjective(objective, record, days));
    if (isWritten) warnings.push(...lintObjective(objective, record, known.at(-1)!.to));
  }
  return { rows, warnings };
}

/** Makes the temporary tables of `transforms/slo_minutes`, from the view `traffic_minutes_with_history`. */
export async function countEvents(database: DuckDb, objectives: Objectives["objectives"]): Promise<void> {
  await database.run(
    "create or replace temp table slo_objectives (objective text, scope_kind text, scope text, last_good_bucket integer)",
  );
  for (const { name, scopeKind, scope, thresholdMs } of objectives) {
    const bucket = thresholdMs === null ? null : lastGoodBucket(thresholdMs);
    await database.run("insert into slo_objectives values ($1, $2, $3, $4)", [name, scopeKind, scope, bucket]);
  }
  await database.runFile("transforms/slo_minutes");
}
