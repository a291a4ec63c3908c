/** Alerts while lines come in: rules are evaluated whenever more is known than before. @module */
import type { LogLine } from "../run/step.ts";

/** What is known whole, ms since 1970. */
export interface Known {
  /** Up to when minutes are. */
  readonly until: number;
  /** Up to when anomalies and incidents have been looked for. */
  readonly foundUntil: number;
}

/**
 * Makes work that is done again and again.
 *
 * @param evaluate may throw: what it has not done is done with the next minute
 */
export function alertTurn(
  known: () => Known,
  evaluate: (known: Known) => Promise<unknown>,
  warn: LogLine,
): () => Promise<void> {
  let last: Known = { until: -Infinity, foundUntil: -Infinity };
  return async () => {
    const { until, foundUntil } = known();
    if (until <= last.until && foundUntil <= last.foundUntil) return;
    last = { until, foundUntil };
    await evaluate(last).catch((error) => warn("alerts could not be evaluated", { error: String(error) }));
  };
}
