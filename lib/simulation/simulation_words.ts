/** A simulation as people read it. @module */
import { textTable } from "../report/text_table.ts";
import { count, moment, percent } from "../report/words.ts";
import { printable } from "../run/log.ts";
import type { ProxySetting } from "../retry/proxy/proxy_setting.ts";
import type { SimulatedBudget, Simulation } from "./simulate_budgets.ts";

/** What a replay does not know, said with every result. */
export const NOT_MODELLED =
  "Not modelled: what less load does to latency and failures. In an overload more is saved and less lost than stands here.";

const COLUMNS = [
  "budget",
  "load_saved",
  "time_saved",
  "success_lost",
  "peak_before",
  "peak_after",
  "denied",
  "avoided",
];

/** Writes the table, what it rests on, and with `isDetailed` the settings of each budget. */
export function simulationWords(simulation: Simulation, isDetailed: boolean): string {
  const { budgets, balancerRetryCount } = simulation;
  const notReplayed = `${
    count(balancerRetryCount)
  } retries by balancers are not replayed: logs do not tell when they were made.`;
  return [
    headline(simulation),
    "",
    ...textTable(COLUMNS, budgets.map(rowOf)),
    "",
    ...balancerRetryCount === 0 ? [] : [notReplayed],
    NOT_MODELLED,
    ...isDetailed
      ? budgets.flatMap(settingLines)
      : ["Name one by --budget for its settings of HAProxy, nginx and Envoy."],
  ].join("\n");
}

function headline({ pool, from, to, budgets }: Simulation): string {
  const { originalCount, retryCount } = budgets[0]!.outcome;
  const scope = pool === null ? "all traffic" : `pool ${printable(pool)}`;
  return `${scope} from ${moment(from)} to ${moment(to)} UTC: ${count(originalCount)} first attempts, ${
    count(retryCount)
  } retries by clients`;
}

function rowOf({ budget, outcome }: SimulatedBudget): Record<string, string | number | null> {
  const { savedServerRatio, savedServerSeconds, successCount, lostSuccessCount } = outcome;
  return {
    budget,
    load_saved: percent(outcome.savedRequestRatio),
    time_saved: savedServerRatio === null ? null : `${count(savedServerSeconds)} s, ${percent(savedServerRatio)}`,
    success_lost: percent(successCount === 0 ? 0 : lostSuccessCount / successCount),
    peak_before: Number(outcome.peakAmplificationBefore.toFixed(2)),
    peak_after: Number(outcome.peakAmplificationAfter.toFixed(2)),
    denied: Math.round(outcome.deniedCount + outcome.deniedOriginalCount),
    avoided: Math.round(outcome.avoidedCount),
  };
}

function settingLines({ budget, settings }: SimulatedBudget): string[] {
  return ["", budget, ...settings.flatMap(placeLines)];
}

function placeLines({ proxy, place, lines }: ProxySetting): string[] {
  return ["", `  # ${proxy}, ${place}`, ...lines.map((line) => `  ${line}`)];
}
