/** What is remembered of one client and request: its habit, and the failures that it may retry. @module */
import type { ChainDraft } from "./chain_draft.ts";
import type { CommonGaps } from "./common_gaps.ts";
import type { RetryChance } from "./retry_chance.ts";
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
  /** Probability that none of the requests since was its retry, 0..1. */
  openness: number;
}

/** A failure and the request that probably repeats it. */
export interface Match {
  readonly failure: OpenFailure;
  readonly waitMs: number;
}

/** A failure among those that a request may repeat, with its rate of retries. */
interface Rival extends Match {
  readonly hazard: number;
}

/** What is known of all clients together. */
export interface Population {
  readonly gaps: CommonGaps;
  readonly chance: RetryChance;
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
  #isAnswered = false;
  #gaps: UsualGaps | null = null;
  #idles: UsualGaps | null = null;

  /** Finds the failure that a request repeats; null where it more likely came of itself. */
  match(startedAt: number, isCoarse: boolean, population: Population): Match | null {
    if (this.#open.length === 0) return null;
    this.#open = this.#open.filter(({ endedAt }) => startedAt - endedAt <= RETRY_WINDOW_MS);
    const chance = population.chance.value;
    const rivals: Rival[] = [];
    for (const failure of this.#open) {
      const waitMs = waitAfter(failure, startedAt, isCoarse);
      if (waitMs !== null) rivals.push({ failure, waitMs, hazard: failure.openness * retryHazard(waitMs, chance) });
    }
    return rivals.length === 0 ? null : this.#decide(rivals, startedAt, population);
  }

  #decide(rivals: readonly Rival[], startedAt: number, { gaps, chance }: Population): Match | null {
    const hazard = rivals.reduce((sum, rival) => sum + rival.hazard, 0);
    const total = hazard + this.#usualHazard(startedAt, gaps);
    for (const rival of rivals) rival.failure.openness *= 1 - rival.hazard / total;
    chance.addPossibleRetry(hazard / total);
    return hazard > total / 2 ? rivals.reduce((a, b) => b.hazard > a.hazard ? b : a) : null;
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
  learn(startedAt: number, common: CommonGaps): void {
    if (this.#lastStartedAt !== null) {
      if (this.#isAnswered) common.addReturn(Math.max(startedAt - this.#lastEndedAt, 0));
      (this.#gaps ??= new UsualGaps()).add(startedAt - this.#lastStartedAt);
      (this.#idles ??= new UsualGaps()).add(startedAt - this.#lastEndedAt);
    }
    this.#lastStartedAt = startedAt;
  }

  /** Remembers when the latest request ended, and whether it was answered well. */
  end(endedAt: number, isAnswered: boolean, common: CommonGaps): void {
    this.#lastEndedAt = Math.max(this.#lastEndedAt, endedAt);
    this.#isAnswered = isAnswered;
    if (isAnswered) common.addAnswer();
  }

  /** A client keeps its period from start to start, or from an answer to the next request: the likelier of both counts. */
  #usualHazard(startedAt: number, common: CommonGaps): number {
    const gaps = this.#gaps ?? NO_GAPS;
    const idles = this.#idles ?? NO_GAPS;
    return Math.max(
      gaps.hazard(startedAt - (this.#lastStartedAt ?? startedAt), common),
      idles.hazard(startedAt - this.#lastEndedAt, common),
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
