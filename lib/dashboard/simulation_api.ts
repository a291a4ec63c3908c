/** What a retry budget would have saved, for the page of retries and for scripts: `GET /api/retries/simulate`. @module */
import { stripAnsiCode } from "@std/fmt/colors";
import { RowStore } from "../alerting/row_store.ts";
import { parseBudget } from "../retry/budget/parse_budget.ts";
import { readHistory } from "../simulation/read_history.ts";
import { simulateBudgets } from "../simulation/simulate_budgets.ts";
import { NOT_MODELLED, simulationWords } from "../simulation/simulation_words.ts";
import { answerJson, refuse } from "./answer.ts";
import { QueryError, readMoment } from "./page_query.ts";
import type { WarehouseDoor } from "./warehouse_door.ts";

/**
 * Answers with the simulation and its words: `budget` as `deno task simulate-retries` takes it, `from`, `to` and `pool`.
 *
 * @throws {QueryError} for parameters that cannot be read
 */
export async function answerSimulation(url: URL, door: WarehouseDoor): Promise<Response> {
  const budget = budgetOf(url.searchParams.get("budget") ?? "");
  const moment = (name: string) => {
    const text = url.searchParams.get(name);
    return text === null || text === "" ? null : readMoment(text, name);
  };
  const range = { from: moment("from"), to: moment("to") };
  const pool = url.searchParams.get("pool");
  const stored = await door.through(async (warehouse) => {
    await using store = await RowStore.open(warehouse);
    return await readHistory(store, range, pool);
  });
  if (stored === null) return refuse(404, "no minute is stored of that time");
  const simulation = simulateBudgets(stored, pool, [budget]);
  return answerJson({
    simulation,
    words: stripAnsiCode(simulationWords(simulation, true)),
    not_modelled: NOT_MODELLED,
  });
}

function budgetOf(text: string): ReturnType<typeof parseBudget> {
  try {
    return parseBudget(text);
  } catch (error) {
    throw error instanceof RangeError ? new QueryError(error.message, { cause: error }) : error;
  }
}
