/**
 * Replays a history under a retry budget: which retries would it have let pass, what load would that have saved, and
 * what success would it have cost?
 *
 * First attempts are spread evenly over the seconds of their minute; every retry comes at its own moment. A refused
 * retry ends its chain: the client has its error earlier, the retries after it are never asked for, and a chain that
 * succeeded in the end no longer does. Retries by the balancer itself are not replayed: logs tell their number, not
 * their moments.
 *
 * Nothing else changes. With less load servers would have been faster and failed less, so that some of the retries
 * would not have been needed: that is not modelled, because a log does not tell how a failure depends on load. In an
 * overload the true saving is larger than the one told, and the true loss smaller.
 *
 * @module
 */
import type { RetryBudget } from "../budget/retry_budget.ts";
import { outcomeOf, type ReplayedMinute, type ReplayOutcome, type ReplayTally } from "./replay_outcome.ts";
import type { HistoryMinute, HistoryRetry, RetryHistory } from "./retry_history.ts";

const SECONDS = 60;
const SECOND_MS = 1_000;

/** Replays a history; the same history and budget give the same outcome. */
export function replayBudget(history: RetryHistory, budget: RetryBudget): ReplayOutcome {
  return new Replay(history, budget).run();
}

class Replay {
  readonly #history: RetryHistory;
  readonly #budget: RetryBudget;
  /** Chance that each chain has come as far as it has. */
  readonly #shares: Float64Array;
  /** Chains in order of their start, and how many of them have begun. */
  readonly #starts: readonly number[];
  #begunCount = 0;
  #askedCount = 0;
  readonly #tally: ReplayTally & { readonly minutes: ReplayedMinute[] } = {
    minutes: [],
    deniedCount: 0,
    avoidedCount: 0,
    deniedOriginalCount: 0,
    savedMs: 0,
    lostSuccessCount: 0,
  };

  constructor(history: RetryHistory, budget: RetryBudget) {
    this.#history = history;
    this.#budget = budget;
    this.#shares = new Float64Array(history.chains.length).fill(1);
    this.#starts = history.chains.map((_, i) => i).sort((a, b) =>
      history.chains[a]!.startedAt - history.chains[b]!.startedAt
    );
  }

  run(): ReplayOutcome {
    for (const minute of this.#history.minutes) {
      this.#tally.minutes.push({ originals: minute.originalCount, retriesBefore: 0, retriesAfter: 0 });
      for (let second = 0; second < SECONDS; second++) this.#runSecond(minute, minute.minuteAt + SECOND_MS * second);
    }
    this.#askRetries(Infinity);
    this.#history.chains.forEach(({ isSuccess }, i) => {
      if (isSuccess) this.#tally.lostSuccessCount += 1 - this.#shares[i]!;
    });
    return outcomeOf(this.#history, this.#tally);
  }

  #runSecond({ originalCount, acceptedCount, originalMs }: HistoryMinute, at: number): void {
    this.#askRetries(at);
    const count = originalCount / SECONDS;
    const passed = this.#budget.admitOriginals({
      at,
      count,
      acceptedCount: acceptedCount / SECONDS,
      activeCount: originalMs / (SECONDS * SECOND_MS),
    });
    this.#tally.deniedOriginalCount += (1 - passed) * count;
    this.#tally.savedMs += (1 - passed) * originalMs / SECONDS;
    this.#tally.lostSuccessCount += (1 - passed) * acceptedCount / SECONDS;
    this.#beginChains(at + SECOND_MS, passed);
    this.#askRetries(at + SECOND_MS);
  }

  #beginChains(before: number, passed: number): void {
    for (; this.#begunCount < this.#starts.length; this.#begunCount++) {
      const chain = this.#starts[this.#begunCount]!;
      if (this.#history.chains[chain]!.startedAt >= before) return;
      this.#shares[chain] = passed;
    }
  }

  #askRetries(before: number): void {
    for (; this.#askedCount < this.#history.retries.length; this.#askedCount++) {
      const retry = this.#history.retries[this.#askedCount]!;
      if (retry.at >= before) return;
      this.#ask(retry);
    }
  }

  #ask({ chain, ...retry }: HistoryRetry): void {
    const share = this.#shares[chain]!;
    const passed = share === 0 ? 0 : this.#budget.admitRetry({ ...retry, share });
    this.#shares[chain] = share * passed;
    this.#tally.avoidedCount += 1 - share;
    this.#tally.deniedCount += share * (1 - passed);
    this.#tally.savedMs += (1 - share * passed) * retry.durationMs;
    const minute = this.#tally.minutes.at(-1);
    if (minute === undefined) return;
    minute.retriesBefore++;
    minute.retriesAfter += share * passed;
  }
}
