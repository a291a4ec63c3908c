/**
 * Which retry budget a storm or metastable state would have needed.
 *
 * The history of the episode is replayed under a few budgets. The one with the largest difference between the share of
 * load saved and the share of successes lost is recommended: a lost success weighs as much as a spared request.
 *
 * @module
 */
import { type BudgetSpecification, budgetText, makeBudget, percentText } from "../budget/budget_specification.ts";
import { dayOf } from "../../table/day.ts";
import { replayBudget } from "../simulation/replay_budget.ts";
import type { ReplayOutcome } from "../simulation/replay_outcome.ts";
import type { RetryHistory } from "../simulation/retry_history.ts";
import { countText, scopeText, shareText, timeText } from "./figure_words.ts";
import type { Recommendation } from "./retry_recommendation.ts";

/** A scope and time in which retries cost much. */
export interface CostlyTime {
  readonly scopeKind: string;
  readonly scope: string;
  /** ms since 1970. */
  readonly from: number;
  readonly to: number;
  /** Whether the load itself kept the service from recovering, so that a replay of what was finds too little success. */
  readonly isMetastable: boolean;
  readonly history: RetryHistory;
}

const CANDIDATES: readonly BudgetSpecification[] = [
  { kind: "ratio", ratio: 0.1, maxAttempts: 3 },
  { kind: "ratio", ratio: 0.2, maxAttempts: 3 },
  { kind: "attempts", maxAttempts: 2 },
  { kind: "attempts", maxAttempts: 3 },
];

/** Load that is not worth a recommendation. */
const LEAST_SAVED_RATIO = 0.02;

/** Recommends a budget; null where none would have saved much more than it costs. */
export function recommendBudget(
  { scopeKind, scope, from, to, isMetastable, history }: CostlyTime,
): Recommendation | null {
  const replays = CANDIDATES.map((budget) => ({ budget, outcome: replayBudget(history, makeBudget(budget)) }));
  const best = replays.toSorted((a, b) => gain(b.outcome) - gain(a.outcome))[0]!;
  const { outcome, budget } = best;
  if (gain(outcome) < LEAST_SAVED_RATIO) return null;
  const lost = lostRatio(outcome);
  const spared = outcome.deniedCount + outcome.avoidedCount;
  return {
    day_at: dayOf(from),
    kind: budget.kind === "attempts" ? "attempts" : "budget",
    scope_kind: scopeKind,
    scope,
    from_at: from,
    to_at: to,
    words: [
      `${nameOf(budget)} on ${scopeText(scopeKind, scope)} would have saved ${shareText(outcome.savedRequestRatio)}`,
      `of its load between ${timeText(from)} and ${timeText(to)}, ${countText(spared)} requests,`,
      `and lost ${shareText(lost)} of its ${
        isMetastable ? "few successes, had it not recovered by that" : "successes"
      }:`,
      `deno task simulate-retries --budget ${budgetText(budget)}`,
    ].join(" "),
    effect_count: spared,
    saved_request_ratio: outcome.savedRequestRatio,
    lost_success_ratio: lost,
    evidence: JSON.stringify(evidenceOf(replays)),
  };
}

function gain(outcome: ReplayOutcome): number {
  return outcome.savedRequestRatio - lostRatio(outcome);
}

function lostRatio({ lostSuccessCount, successCount }: ReplayOutcome): number {
  return successCount === 0 ? 0 : lostSuccessCount / successCount;
}

function nameOf(budget: BudgetSpecification): string {
  if (budget.kind === "attempts") return `A limit of ${budget.maxAttempts} attempts`;
  return `A retry budget of ${percentText(budget.kind === "ratio" ? budget.ratio : 0).replace("%", " %")}`;
}

function evidenceOf(replays: readonly { readonly budget: BudgetSpecification; readonly outcome: ReplayOutcome }[]) {
  return replays.map(({ budget, outcome }) => ({
    budget: budgetText(budget),
    saved_request_ratio: outcome.savedRequestRatio,
    saved_server_seconds: outcome.savedServerSeconds,
    lost_success_ratio: lostRatio(outcome),
    peak_amplification_before: outcome.peakAmplificationBefore,
    peak_amplification_after: outcome.peakAmplificationAfter,
  }));
}
