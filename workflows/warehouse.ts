/** Looks after the warehouse itself: tells its state, makes its tables, prints rows. @module */
import { type Config, ConfigError } from "../lib/run/config.ts";
import type { Run, Step, StepResult } from "../lib/run/step.ts";
import { EXIT, main, type Task } from "../lib/run/task.ts";
import { FORMATS } from "../lib/telemetry/formats.ts";
import { describeInspection } from "../lib/warehouse/describe_inspection.ts";
import { problemsIn } from "../lib/warehouse/inspection.ts";
import {
  connectWarehouse,
  openWarehouse,
  requireWarehouse,
  WAREHOUSE_SETTINGS,
  warehouseLocation,
} from "../lib/warehouse/open.ts";
import { printView, readPrintFormat, readView } from "../lib/warehouse/print_view.ts";
import { rangeOf } from "../lib/warehouse/time_range.ts";

/** What a command of `deno task warehouse` found. */
export interface WarehouseResult extends StepResult {
  /** For people; empty where it is printed already. */
  readonly words: string;
  /** For `--json`. */
  readonly found: Readonly<Record<string, unknown>>;
  /** Whether something needs mending. */
  readonly isWrong?: boolean;
}

type Command = (config: Config, run: Run) => Promise<WarehouseResult>;

const NO_ROWS: StepResult = { rowsIn: 0, rowsOut: 0, rejected: 0, rows: {} };

const COMMANDS: Readonly<Record<string, Command>> = { check, migrate, query };

/** Does what the first argument says. */
export const WAREHOUSE: Step<WarehouseResult> = {
  name: "warehouse",
  describe: [
    "check       tells engine, rights, schema, rows and room, and what is wrong with what remedy",
    "migrate     makes the tables and views, or brings those of an older version up to date",
    "query VIEW  prints rows of a table or view: aligned on a terminal, CSV or JSON else",
  ].join("\n"),
  async run(config, run) {
    const [name, ...others] = config.files;
    const command = Object.hasOwn(COMMANDS, name ?? "") ? COMMANDS[name!]! : null;
    if (command === null || others.length !== (command === query ? 1 : 0)) {
      throw new ConfigError("Cannot tell what to do: `check`, `migrate` or `query VIEW` is needed");
    }
    return await command(config, run);
  },
};

async function check(config: Config, run: Run): Promise<WarehouseResult> {
  await requireWarehouse(config);
  await using warehouse = await connectWarehouse(config, run.log);
  const inspection = await warehouse.inspect();
  const problems = problemsIn(inspection);
  const counted = inspection.tables.flatMap(({ table, rowCount }) => rowCount === null ? [] : [[table, rowCount]]);
  return {
    ...NO_ROWS,
    rows: Object.fromEntries(counted),
    words: describeInspection(warehouseLocation(config), inspection),
    found: { ...inspection, problems },
    isWrong: problems.length > 0,
  };
}

async function migrate(config: Config, run: Run): Promise<WarehouseResult> {
  await using warehouse = await openWarehouse(config, run.log);
  const { schema } = await warehouse.inspect();
  return {
    ...NO_ROWS,
    words: `warehouse: ${warehouseLocation(config)} has schema version ${schema.expected.version}`,
    found: { schema },
  };
}

async function query(config: Config, run: Run): Promise<WarehouseResult> {
  const view = config.files[1]!;
  const format = readPrintFormat(config.format, FORMATS.map(({ name }) => name));
  const { from, to } = rangeOf(config);
  const { limit, out } = config;
  await requireWarehouse(config);
  await using warehouse = await openWarehouse(config, run.log);
  const done = (count: number, found: Readonly<Record<string, unknown>> = {}): WarehouseResult => (
    { rowsIn: count, rowsOut: count, rejected: 0, rows: { [view]: count }, words: "", found }
  );
  const selection = { from, to, ...limit === null ? {} : { limit } };
  if (out !== null) return done(await warehouse.export(view, out, selection));
  if (!config.json) return done(await printView(warehouse, view, { from, to, limit, format }, run.output));
  const rows = await readView(warehouse, view, selection);
  return done(rows.length, { result: rows });
}

/** `deno task warehouse`. */
export const WAREHOUSE_TASK: Task<WarehouseResult> = {
  step: WAREHOUSE,
  takes: ["data", ...WAREHOUSE_SETTINGS, "from", "to", "limit", "format", "out"],
  files: "check | migrate | query VIEW",
  isRecorded: false,
  warehouse: warehouseLocation,
  summary: ({ words }) => words,
  json: ({ found }) => found,
  exitCode: ({ isWrong }) => isWrong ? EXIT.failed : EXIT.done,
};

if (import.meta.main) await main(WAREHOUSE_TASK);
