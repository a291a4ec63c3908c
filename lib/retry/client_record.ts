/** What is remembered of one client and request: its habit, and the failures that it may retry. @module */
import type { ChainDraft } from "./chain_draft.ts";
import { RETRY_WINDOW_MS, retryHazard } from "./retry_hazard.ts";
import { UsualGaps } from "./usual_gaps.ts";

/** Failures that a client may retry at once; of more, the oldest are forgotten. */
const OPEN_FAILURES = 8;

/** A failure that may be retried. */
export interface OpenFailure {
  readonly request: number;
  /** End of the request, ms since 1970. */
  readonly endedAt: number;
  readonly isCoarse: boolean;
  /** The chain that it is the last of; null while nothing was retried. */
  readonly chain: ChainDraft | null;
}

/** A failure and the request that probably repeats it. */
export interface Match {
  readonly failure: OpenFailure;
  readonly waitMs: number;
}

/** Slack of moments that are logged in whole seconds. */
const COARSE_SLACK_MS = 1_000;

/** Slack of moments that are logged in milliseconds. */
const FINE_SLACK_MS = 1;

/** The record of one client and request. */
export class ClientRecord {
  #open: OpenFailure[] = [];
  #lastStartedAt: number | null = null;
  #lastEndedAt = 0;
  #gaps: UsualGaps | null = null;
  #idles: UsualGaps | null = null;

  /** Finds the failure that a request repeats; null where it more likely came of itself. */
  match(startedAt: number, isCoarse: boolean): Match | null {
    if (this.#open.length === 0) return null;
    this.#open = this.#open.filter(({ endedAt }) => startedAt - endedAt <= RETRY_WINDOW_MS);
    let best: Match | null = null;
    let bestHazard = 0;
    let hazard = 0;
    for (const failure of this.#open) {
      const waitMs = waitAfter(failure, startedAt, isCoarse);
      if (waitMs === null) continue;
      const ofFailure = retryHazard(waitMs);
      hazard += ofFailure;
      if (ofFailure > bestHazard) [best, bestHazard] = [{ failure, waitMs }, ofFailure];
    }
    return best !== null && hazard > this.#usualHazard(startedAt) ? best : null;
  }

  /** Remembers a failure. */
  open(failure: OpenFailure): void {
    if (this.#open.length === OPEN_FAILURES) this.#open.shift();
    this.#open.push(failure);
  }

  /** Forgets a failure that was retried. */
  close(failure: OpenFailure): void {
    this.#open.splice(this.#open.indexOf(failure), 1);
  }

  /** Learns from a request that was no retry. */
  learn(startedAt: number): void {
    if (this.#lastStartedAt !== null) {
      (this.#gaps ??= new UsualGaps()).add(startedAt - this.#lastStartedAt);
      (this.#idles ??= new UsualGaps()).add(startedAt - this.#lastEndedAt);
    }
    this.#lastStartedAt = startedAt;
  }

  /** Remembers when the latest request ended. */
  end(endedAt: number): void {
    this.#lastEndedAt = Math.max(this.#lastEndedAt, endedAt);
  }

  /** A client keeps its period from start to start, or from an answer to the next request: the likelier of both counts. */
  #usualHazard(startedAt: number): number {
    const gaps = this.#gaps ?? NO_GAPS;
    const idles = this.#idles ?? NO_GAPS;
    return Math.max(
      gaps.hazard(startedAt - (this.#lastStartedAt ?? startedAt)),
      idles.hazard(startedAt - this.#lastEndedAt),
    );
  }
}

const NO_GAPS = new UsualGaps();

/** The wait between a failure and a request, ms; null where the request began before the failure had ended. */
function waitAfter({ endedAt, isCoarse }: OpenFailure, startedAt: number, isAlsoCoarse: boolean): number | null {
  const waitMs = startedAt - endedAt;
  const slack = isCoarse && isAlsoCoarse ? COARSE_SLACK_MS : FINE_SLACK_MS;
  return waitMs < -slack ? null : Math.max(waitMs, 0);
}
