/** What is told of endpoints that are silent: when they begin to be, and when they answer again, not at every poll. @module */
import type { Log } from "../run/step.ts";
import type { PollFailure } from "./poll.ts";

/** Tells changes alone. */
export class FailureLog {
  readonly #log: Pick<Log, "info" | "warn">;
  readonly #told = new Map<string, string>();

  constructor(log: Pick<Log, "info" | "warn">) {
    this.#log = log;
  }

  /** Warns of endpoints that fail otherwise than in the round before, and says which are back. */
  tell(failures: readonly PollFailure[]): void {
    const failing = new Map(failures.map(({ endpoint, reason }) => [endpoint, reason]));
    for (const [endpoint, reason] of failing) {
      if (this.#told.get(endpoint) !== reason) this.#log.warn(`cannot poll ${endpoint}: ${reason}`);
      this.#told.set(endpoint, reason);
    }
    for (const endpoint of [...this.#told.keys()].filter((one) => !failing.has(one))) {
      this.#log.info(`${endpoint} answers again`);
      this.#told.delete(endpoint);
    }
  }
}
