/** Replays stored retries under retry budgets: load saved, success lost, and what to paste into the proxies. @module */
import { RowStore } from "../lib/alerting/row_store.ts";
import { type BudgetSpecification, DEFAULT_BUDGETS } from "../lib/retry/budget/budget_specification.ts";
import { parseBudget } from "../lib/retry/budget/parse_budget.ts";
import { type Config, ConfigError } from "../lib/run/config.ts";
import type { Step, StepResult } from "../lib/run/step.ts";
import { main, type Task } from "../lib/run/task.ts";
import { knownPools, readHistory } from "../lib/simulation/read_history.ts";
import { simulateBudgets, type Simulation } from "../lib/simulation/simulate_budgets.ts";
import { NOT_MODELLED, simulationWords } from "../lib/simulation/simulation_words.ts";
import { openWarehouse, requireWarehouse, WAREHOUSE_SETTINGS, warehouseLocation } from "../lib/warehouse/open.ts";
import { rangeOf } from "../lib/warehouse/time_range.ts";

/** What was simulated, and whether the budgets were named. */
export interface SimulationResult extends StepResult {
  readonly simulation: Simulation;
  readonly isDetailed: boolean;
}

/** Replays; nothing is changed. */
export const SIMULATE_RETRIES: Step<SimulationResult> = {
  name: "simulate-retries",
  describe:
    "Replays the retries that the warehouse has under retry budgets, all kinds of them unless --budget names some: load saved, success lost, settings to paste.",
  async run(config, run) {
    const budgets = budgetsOf(config);
    await requireWarehouse(config);
    await using warehouse = await openWarehouse(config, run.log);
    await using store = await RowStore.open(warehouse);
    const stored = await readHistory(store, rangeOf(config), config.pool);
    if (stored === null) throw new ConfigError(await nothingStored(store, config.pool));
    const simulation = simulateBudgets(stored, config.pool, budgets);
    const rowsIn = stored.history.minutes.length + stored.history.chains.length;
    return { rowsIn, rowsOut: 0, rejected: 0, rows: {}, simulation, isDetailed: config.budget.length > 0 };
  },
};

/** The budgets named. The environment divides a list at commas, which also divide the numbers of a budget. */
function budgetsOf(config: Config): readonly BudgetSpecification[] {
  const texts = config.budget.reduce<string[]>(
    (whole, part) => /^\d/.test(part) ? [...whole.slice(0, -1), `${whole.at(-1) ?? ""},${part}`] : [...whole, part],
    [],
  );
  try {
    return texts.length === 0 ? Object.values(DEFAULT_BUDGETS) : texts.map(parseBudget);
  } catch (error) {
    throw error instanceof RangeError ? new ConfigError(error.message, { cause: error }) : error;
  }
}

async function nothingStored(store: RowStore, pool: string | null): Promise<string> {
  const pools = await knownPools(store);
  if (pool === null || pools.includes(pool)) {
    return "Cannot simulate: no minute is stored of that time; see --from and --to";
  }
  const known = pools.length === 0 ? "none are stored" : `stored are ${pools.map((one) => `"${one}"`).join(", ")}`;
  return `Cannot simulate the pool "${pool}": no minute of it is stored, ${known}`;
}

/** `deno task simulate-retries`. */
export const SIMULATE_RETRIES_TASK: Task<SimulationResult> = {
  step: SIMULATE_RETRIES,
  takes: ["data", ...WAREHOUSE_SETTINGS, "budget", "pool", "from", "to"],
  isRecorded: false,
  warehouse: warehouseLocation,
  summary: ({ simulation, isDetailed }) => simulationWords(simulation, isDetailed),
  json: ({ simulation }) => ({ simulation, not_modelled: NOT_MODELLED }),
};

if (import.meta.main) await main(SIMULATE_RETRIES_TASK);
