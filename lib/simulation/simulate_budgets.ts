/** Replays one history under several budgets. @module */
import { type BudgetSpecification, budgetText, makeBudget } from "../retry/budget/budget_specification.ts";
import type { ProxySetting } from "../retry/proxy/proxy_setting.ts";
import { proxySettings } from "../retry/proxy/proxy_settings.ts";
import { replayBudget } from "../retry/simulation/replay_budget.ts";
import type { ReplayOutcome } from "../retry/simulation/replay_outcome.ts";
import type { HistoryRetry } from "../retry/simulation/retry_history.ts";
import type { StoredHistory } from "./read_history.ts";

/** A budget with what it would have done, and how proxies are set to it. */
export interface SimulatedBudget {
  /** As `--budget` reads it. */
  readonly budget: string;
  readonly outcome: ReplayOutcome;
  readonly settings: readonly ProxySetting[];
}

/** The simulation of a scope and time. */
export interface Simulation {
  /** Null for all traffic. */
  readonly pool: string | null;
  /** Start of the first minute, ms since 1970. */
  readonly from: number;
  /** End of the last. */
  readonly to: number;
  readonly balancerRetryCount: number;
  readonly budgets: readonly SimulatedBudget[];
}

const MINUTE_MS = 60_000;
/** What a retry takes where no duration is known, ms. */
const UNKNOWN_RETRY_MS = 100;

/** Simulates budgets on a history of at least one minute. */
export function simulateBudgets(
  { history, balancerRetryCount }: StoredHistory,
  pool: string | null,
  budgets: readonly BudgetSpecification[],
): Simulation {
  const meanRetryMs = meanDurationMs(history.retries);
  return {
    pool,
    from: history.minutes[0]!.minuteAt,
    to: history.minutes.at(-1)!.minuteAt + MINUTE_MS,
    balancerRetryCount,
    budgets: budgets.map((budget) => ({
      budget: budgetText(budget),
      outcome: replayBudget(history, makeBudget(budget)),
      settings: proxySettings({ budget, pool: pool ?? "all", meanRetryMs }),
    })),
  };
}

function meanDurationMs(retries: readonly HistoryRetry[]): number {
  const known = retries.filter(({ durationMs }) => durationMs > 0);
  return known.length === 0
    ? UNKNOWN_RETRY_MS
    : known.reduce((sum, { durationMs }) => sum + durationMs, 0) / known.length;
}
