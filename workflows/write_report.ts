/** Writes the dashboard's pages as one HTML file that needs nothing else. @module */
import { basename, dirname, join } from "@std/path";
import { renderReport } from "../lib/dashboard/report_document.ts";
import type { PageRange } from "../lib/dashboard/page.ts";
import { WHOLE_TRAFFIC } from "../lib/dashboard/page_query.ts";
import { REPORT_PAGES } from "../lib/dashboard/pages/mod.ts";
import { readRows } from "../lib/dashboard/view_reader.ts";
import { DuckDb } from "../lib/duckdb/duckdb.ts";
import { type Config, ConfigError } from "../lib/run/config.ts";
import { PartialFiles } from "../lib/run/partial_files.ts";
import type { Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { DAY_MS } from "../lib/table/day.ts";
import { openWarehouse, WAREHOUSE_SETTINGS, warehouseLocation } from "../lib/warehouse/open.ts";
import { rangeOf } from "../lib/warehouse/time_range.ts";
import type { Warehouse } from "../lib/warehouse/warehouse.ts";

const STYLE = new URL("../lib/dashboard/client/dashboard.css", import.meta.url);

/** Where the report was written. */
export interface ReportResult extends StepResult {
  readonly path: string;
}

/** Writes the report of `--from` to `--to`, or of the newest day. */
export const WRITE_REPORT: Step<ReportResult> = {
  name: "report",
  describe: "Writes the dashboard's pages as one HTML file: a CI artefact, a mail attachment.",
  async run(config, run) {
    await using warehouse = await openWarehouse(config, run.log);
    await using database = await DuckDb.open();
    const range = await spanOf(config, warehouse, database);
    const html = await renderReport({
      pages: REPORT_PAGES,
      query: { range, zone: "UTC", scope: WHOLE_TRAFFIC, compare: null, parameters: new URLSearchParams() },
      read: async (read) => (await readRows(warehouse, database, read)).rows,
      now: run.clock(),
      style: await Deno.readTextFile(STYLE),
    });
    const path = config.out ?? join(config.data, "report.html");
    using file = new PartialFiles(dirname(path), [basename(path)]);
    file.append(basename(path), new TextEncoder().encode(html));
    file.finish();
    return { rowsIn: 0, rowsOut: 0, rejected: 0, rows: {}, path };
  },
};

async function spanOf(config: Config, warehouse: Warehouse, database: DuckDb): Promise<PageRange> {
  const { from, to } = rangeOf(config);
  if (from !== null && to !== null) return { from, to };
  const [newest] = await warehouse.query<{ at: number | null }>(
    `select max(window_start_at) as at from kpis where "window" = 'minute'`,
  );
  if (newest === undefined || newest.at === null) {
    throw new ConfigError("Cannot write a report: the warehouse has no minute yet, run `deno task pipeline` first");
  }
  const end = to ?? Number(newest.at) + 60_000;
  return { from: from ?? await firstMinute(warehouse, database, end), to: end };
}

/** Finds where what is known of the day up to a moment begins. */
async function firstMinute(warehouse: Warehouse, database: DuckDb, end: number): Promise<number> {
  const only = { window: ["minute"], scope_kind: ["all"] };
  const { rows: [first] } = await readRows(warehouse, database, {
    view: "kpis",
    from: end - DAY_MS,
    to: end,
    only,
    limit: 1,
  });
  return Number(first?.window_start_at ?? end - DAY_MS);
}

/** `deno task report`. */
export const REPORT_TASK: Task<ReportResult> = {
  step: WRITE_REPORT,
  takes: ["data", ...WAREHOUSE_SETTINGS, "out", "from", "to"],
  isRecorded: false,
  warehouse: warehouseLocation,
  summary: ({ path }) => `written to ${path}`,
};

if (import.meta.main) await main(REPORT_TASK);
