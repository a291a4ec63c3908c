/** What is wrong with an objective that can be told from its traffic, before an alert fails to come or comes for nothing. @module */
import { type BurnRatePair, pairsOf } from "./burn_rate_pairs.ts";
import { errorBudget } from "./error_budget.ts";
import type { EventRecord } from "./event_record.ts";
import { leastBadCount } from "./low_traffic_guard.ts";
import type { Objective } from "./objective.ts";
import { lengthOf } from "./span.ts";

/** Up to so many bad events an alert is said to fire on a few. */
const FEW_BAD = 3;

/** Something that is wrong with an objective, and what to do about it. */
export interface ObjectiveWarning {
  readonly objective: string;
  readonly problem: string;
  readonly remedy: string;
}

/**
 * Finds what is wrong with an objective.
 *
 * A pair's alert can never fire when its factor is not below 1 / (1 - target), the burn rate of a total outage, or when even a total outage in the busiest of its
 * long windows is too few bad events. It fires on a few when so few are enough in its typical long window. The objective is out of reach when
 * its budget is less than one bad event.
 *
 * @param at the moment up to which events are known, ms since 1970
 */
export function lintObjective(objective: Objective, record: EventRecord, at: number): ObjectiveWarning[] {
  const { eventCount, budgetCount } = errorBudget(objective, record, at);
  const findings = eventCount === 0 ? [silent(objective)] : [
    ...outOfReach(objective, budgetCount!),
    ...pairsOf(objective.window).flatMap((pair) => lintPair(objective, pair, record)),
  ];
  return findings.map((finding) => ({ objective: objective.name, ...finding }));
}

type Finding = Omit<ObjectiveWarning, "objective">;

function silent({ indicator, scopeKind, scope }: Objective): Finding {
  const events = indicator === "latency" ? "request with a duration" : "request";
  return {
    problem: `there is no ${events} in scope ${scopeKind} "${scope}"`,
    remedy: "write the scope as it stands in traffic_minutes, or take the objective out",
  };
}

function outOfReach({ targetRatio, window }: Objective, budgetCount: number): Finding[] {
  if (budgetCount >= 1) return [];
  const reachable = 1 - (1 - targetRatio) / budgetCount;
  const lower = reachable > 0 ? `a target of at most ${floorDigits(reachable)}, ` : "";
  return [{
    problem: `its budget over ${window} is ${Number(budgetCount.toPrecision(2))} events, so that one failure breaks it`,
    remedy: `choose ${lower}a longer window or a wider scope`,
  }];
}

function lintPair(objective: Objective, pair: BurnRatePair, record: EventRecord): Finding[] {
  const name = `its ${pair.urgency} above burn rate ${pair.factor} over ${minutes(pair.longMs)}`;
  const highest = 1 / (1 - objective.targetRatio);
  if (pair.factor >= highest) {
    return [{
      problem: `${name} can never fire: a total outage burns at ${Number(highest.toPrecision(3))}`,
      remedy: `choose a target of at least ${ceilDigits(1 - 1 / pair.factor)}, or rely on the slower alerts`,
    }];
  }
  const counts = eventCountsOfWindows(record, pair.longMs);
  if (counts.length === 0) return [];
  if (leastBadCount(counts.at(-1)!, pair.factor, objective) === null) {
    return [{
      problem: `${name} can never fire: the busiest such time has ${counts.at(-1)} events, too few to be sure`,
      remedy: "choose a wider scope, a longer window or fewer min_bad_events",
    }];
  }
  const least = leastBadCount(counts[Math.floor(counts.length / 2)]!, pair.factor, objective);
  if (least === null || least > FEW_BAD) return [];
  return [{
    problem: `${name} fires on ${least} ${least === 1 ? "error" : "errors"}`,
    remedy: "choose more min_bad_events, a longer window or a wider scope",
  }];
}

/** Event counts of windows laid side by side over what is known, ascending; windows that are not wholly known are left out. */
function eventCountsOfWindows(record: EventRecord, lengthMs: number): number[] {
  return record.known.flatMap((span) =>
    Array.from({ length: Math.floor(lengthOf(span) / lengthMs) }, (_, i) => {
      const from = span.from + i * lengthMs;
      return record.countsIn({ from, to: from + lengthMs }).eventCount;
    })
  ).toSorted((a, b) => a - b);
}

function minutes(ms: number): string {
  const [count, unit] = ms < 7_200_000 ? [ms / 60_000, "min"] : [ms / 3_600_000, "h"];
  return `${Number(count.toFixed(1))} ${unit}`;
}

/** Cuts a target after the second digit that is no 9. */
function floorDigits(ratio: number): number {
  const scale = scaleOf(ratio);
  return Math.floor(ratio * scale) / scale;
}

/** Raises a target to the second digit that is no 9. */
function ceilDigits(ratio: number): number {
  const scale = scaleOf(ratio);
  return Math.ceil(ratio * scale) / scale;
}

function scaleOf(ratio: number): number {
  return 10 ** (Math.ceil(-Math.log10(1 - ratio)) + 1);
}
